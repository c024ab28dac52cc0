package org.sparkaffect.network;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.face.FaceSequence;

/**
 * The network vgg-lstm (Ouyang et al. 2017, sections 3.2.1 and 6.2.1): {@link Vgg16} on each of 16
 * frames, one LSTM of 128 units over their fc6, dropout of 0.7, softmax.
 */
public final class VggLstm {
  /** Deeplearning4j drops what goes into a layer, so this stands on the one behind the LSTM. */
  private static final double KEPT = 1 - 0.7;

  private VggLstm() {}

  /**
   * From pixels: batch x 150,528 (3 x 224 x 224) x 16 to batch x 7.
   *
   * @param training how it is trained: seed, updater
   */
  public static ComputationGraphConfiguration endToEnd(
      NeuralNetConfiguration.Builder training, Width width) {
    GraphBuilder graph = GraphInputs.frames(training, Vgg16.SIZE, Vgg16.SIZE);
    Vgg16.addTo(graph, GraphInputs.IMAGES, width);
    return headOn(graph, Vgg16.FEATURES, width);
  }

  /** From features that {@link Vgg16#backbone} gave before: batch x 4096 x 16 to batch x 7. */
  public static ComputationGraphConfiguration head(
      NeuralNetConfiguration.Builder training, Width width) {
    GraphBuilder graph =
        training
            .graphBuilder()
            .addInputs("features")
            .setInputTypes(InputType.recurrent(Vgg16.features(width), FaceSequence.LENGTH));
    return headOn(graph, "features", width);
  }

  /** What {@link #endToEnd} reads of a clip's 16 master crops: 1 x 150,528 x 16. */
  public static INDArray input(List<RgbImage> masters, View view) {
    return Vgg16.INPUT.sequence(masters, view);
  }

  private static ComputationGraphConfiguration headOn(
      GraphBuilder graph, String input, Width width) {
    return graph
        .addLayer("lstm", Heads.lstm(width), input)
        .addLayer(Heads.OUTPUT, Heads.output(KEPT), "lstm")
        .setOutputs(Heads.OUTPUT)
        .build();
  }
}
