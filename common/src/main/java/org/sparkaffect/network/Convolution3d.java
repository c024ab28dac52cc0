package org.sparkaffect.network;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.layers.convolution.Convolution3DLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** As {@link Convolution2d}: 3 x 3 x 3, with padding of 1 and ReLU. */
public final class Convolution3d extends Convolution3D {
  private static final long serialVersionUID = 1;

  /** For reading from JSON. */
  Convolution3d() {}

  Convolution3d(int channels) {
    super(
        new Convolution3D.Builder(3, 3, 3)
            .dataFormat(DataFormat.NCDHW)
            .nOut(channels)
            .padding(1, 1, 1)
            .weightInit(WeightInit.RELU)
            .activation(Activation.RELU));
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

  private static final class AtWork extends Convolution3DLayer {
    private static final long serialVersionUID = 1;

    private transient INDArray output;

    AtWork(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
    }

    @Override
    protected Pair<INDArray, INDArray> preOutput(
        boolean training, boolean forBackprop, LayerWorkspaceMgr workspaces) {
      if (forBackprop) {
        return new Pair<>(output, null);
      }
      Pair<INDArray, INDArray> result = super.preOutput(training, false, workspaces);
      output = training ? result.getFirst() : null;
      return result;
    }
  }
}
