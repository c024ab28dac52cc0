package org.sparkaffect.network;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNSubsamplingHelper;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Halves images to the largest of 2 x 2, behind a {@link Convolution2d} that lays its result as
 * {@link ChannelsLast} says.
 */
public final class MaxPool2d extends SubsamplingLayer {
  private static final long serialVersionUID = 1;

  MaxPool2d() {
    super(new SubsamplingLayer.Builder(PoolingType.MAX).kernelSize(2, 2).stride(2, 2));
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
      extends org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer {
    private static final long serialVersionUID = 1;

    private final boolean channelsLast;

    AtWork(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
      channelsLast = helper instanceof MKLDNNSubsamplingHelper && type == DataType.FLOAT;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
      if (!channelsLast) {
        return super.activate(training, workspaces);
      }
      assertInputSet(false);
      SubsamplingLayer conf = layerConf();
      return ChannelsLast.channelsSecond(
          helper.activate(
              ChannelsLast.of(input),
              training,
              conf.getKernelSize(),
              conf.getStride(),
              conf.getPadding(),
              conf.getPoolingType(),
              convolutionMode,
              conf.getDilation(),
              CNN2DFormat.NHWC,
              workspaces));
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
        INDArray epsilon, LayerWorkspaceMgr workspaces) {
      if (!channelsLast) {
        return super.backpropGradient(epsilon, workspaces);
      }
      assertInputSet(true);
      SubsamplingLayer conf = layerConf();
      Pair<Gradient, INDArray> gradients =
          helper.backpropGradient(
              ChannelsLast.of(input),
              ChannelsLast.of(epsilon),
              conf.getKernelSize(),
              conf.getStride(),
              conf.getPadding(),
              conf.getPoolingType(),
              convolutionMode,
              conf.getDilation(),
              CNN2DFormat.NHWC,
              workspaces);
      return new Pair<>(gradients.getFirst(), ChannelsLast.channelsSecond(gradients.getSecond()));
    }
  }
}
