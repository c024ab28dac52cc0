package org.sparkaffect.network;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkaffect.clip.RgbImage;

/**
 * A network from a clip's 16 master crops to a probability for each emotion, whole or in two parts:
 * a backbone, which can be transferred and left as it is, and a head on its levels. Layers have the
 * same names in the whole as in its parts.
 */
public interface VisualNetwork {
  /**
   * From pixels to batch x 7.
   *
   * @param training how it is trained: seed, updater
   */
  ComputationGraphConfiguration endToEnd(NeuralNetConfiguration.Builder training);

  /** What {@link #endToEnd} reads of one clip. */
  INDArray input(List<RgbImage> masters, View view);

  /** What is done to pixels: the order of colours, the mean that is subtracted, the divisor. */
  Map<String, Object> inputStatistics();

  /** From the pixels of one clip to the levels, one an output. */
  ComputationGraphConfiguration backbone(NeuralNetConfiguration.Builder training);

  /** What {@link #backbone} reads of one clip. */
  INDArray backboneInput(List<RgbImage> masters, View view);

  /** The names of the levels, in the order in which the backbone gives them. */
  List<String> levels();

  /** From the levels to batch x 7. */
  ComputationGraphConfiguration head(NeuralNetConfiguration.Builder training);

  /**
   * What {@link #head} reads of a level of one clip.
   *
   * @param steps one row each
   */
  INDArray headInput(float[][] steps);

  /** The layer of the head that reads a level. */
  String reader(int level);
}
