package org.sparkaffect.network;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Deeplearning4j's convolution, which a fit step goes through forward once: that one does so again
 * in its backward pass, which is a fourth of the step's time.
 */
public final class Convolution2d extends ConvolutionLayer {
  private static final long serialVersionUID = 1;

  /** For reading from JSON. */
  Convolution2d() {}

  /** 3 x 3, at every pixel; otherwise as the other one. */
  Convolution2d(int channels, int padding, Activation activation) {
    this(3, 1, channels, padding, activation);
  }

  /**
   * With an activation whose derivative can be told from its result: {@code RELU} or {@code
   * IDENTITY}.
   */
  Convolution2d(int kernel, int stride, int channels, int padding, Activation activation) {
    super(
        new ConvolutionLayer.Builder(kernel, kernel)
            .stride(stride, stride)
            .nOut(channels)
            .padding(padding, padding)
            .weightInit(WeightInit.RELU)
            .activation(activation));
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray params,
      boolean initialize,
      DataType type) {
    return CustomLayers.ready(new AtWork(conf, type), conf, listeners, index, params, initialize);
  }

  private static final class AtWork
      extends org.deeplearning4j.nn.layers.convolution.ConvolutionLayer {
    private static final long serialVersionUID = 1;

    private transient INDArray output;

    AtWork(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
    }

    /** Without oneDNN, and for doubles, the backward pass takes more from here than the output. */
    @Override
    protected Pair<INDArray, INDArray> preOutput(
        boolean training, boolean forBackprop, LayerWorkspaceMgr workspaces) {
      if (forBackprop && helper != null && dataType == DataType.FLOAT) {
        return new Pair<>(output, null);
      }
      Pair<INDArray, INDArray> result = super.preOutput(training, forBackprop, workspaces);
      output = training ? result.getFirst() : null;
      return result;
    }
  }
}
