package org.sparkaffect.network;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Deeplearning4j's LSTM with the same parameters and results, made for the few and wide steps of a
 * clip. That one multiplies each step by its input weights and so goes through them 16 times over,
 * which for the 81 million behind pool1b takes most of a fit step; here all steps are multiplied at
 * once. Sequences are batch x features x steps, without masks.
 */
public final class ClipLstm extends LSTM {
  private static final long serialVersionUID = 1;

  @JsonProperty private boolean first;

  /** For reading from JSON. */
  ClipLstm() {}

  /**
   * @param first whether it reads the network's input, of which no gradient is needed
   */
  ClipLstm(int units, boolean first) {
    this.first = first;
    setNOut(units);
    setActivationFn(Activation.TANH.getActivationFunction());
    setForgetGateBiasInit(1);
    setRnnDataFormat(RNNFormat.NCW);
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
        new ClipLstmLayer(conf, type, first), conf, listeners, index, params, initialize);
  }
}
