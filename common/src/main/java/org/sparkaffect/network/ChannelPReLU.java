package org.sparkaffect.network;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.weights.WeightInitConstant;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * max(x, 0) + slope * min(x, 0) with one slope per channel (He et al., "Delving Deep into
 * Rectifiers", 2015, section 2.1), on images of batch x channels x height x width. ND4J 1.0.0-M2.1
 * refuses to differentiate its own PReLU once slopes are shared.
 */
public final class ChannelPReLU extends PReLULayer {
  private static final long serialVersionUID = 1;

  /** The slope before training: that of He et al. and of Caffe. */
  private static final double INITIAL_SLOPE = 0.25;

  /** For reading from JSON. */
  ChannelPReLU() {}

  ChannelPReLU(int channels) {
    setInputShape(new long[] {channels, 1, 1});
    setWeightInitFn(new WeightInitConstant(INITIAL_SLOPE));
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray params,
      boolean initialize,
      DataType type) {
    return CustomLayers.ready(
        new ChannelPReLULayer(conf, type), conf, listeners, index, params, initialize);
  }
}
