package org.sparkaffect.network;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Halves clips to the largest of 2 x 2 pixels in 1 or 2 frames, rounding up. It takes and lays its
 * results as {@link ChannelsLast} says.
 */
public final class MaxPool3d extends Subsampling3DLayer {
  private static final long serialVersionUID = 1;

  /** For reading from JSON. */
  MaxPool3d() {}

  /**
   * @param frames 1 or 2
   */
  MaxPool3d(int frames) {
    super(
        new Subsampling3DLayer.Builder(PoolingType.MAX)
            .kernelSize(frames, 2, 2)
            .stride(frames, 2, 2));
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
      extends org.deeplearning4j.nn.layers.convolution.subsampling.Subsampling3DLayer {
    private static final long serialVersionUID = 1;

    AtWork(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
      assertInputSet(false);
      int frames = layerConf().getKernelSize()[0];
      INDArray result =
          workspaces.createUninitialized(
              ArrayType.ACTIVATIONS,
              dataType,
              new long[] {
                input.size(0),
                roundedUp(input.size(2), frames),
                roundedUp(input.size(3), 2),
                roundedUp(input.size(4), 2),
                input.size(1)
              },
              'c');
      Nd4j.exec(
          DynamicCustomOp.builder("maxpool3dnew")
              .addInputs(ChannelsLast.of(input))
              .addIntegerArguments(geometry(frames))
              .addOutputs(result)
              .build());
      return ChannelsLast.channelsSecond(result);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
        INDArray epsilon, LayerWorkspaceMgr workspaces) {
      assertInputSet(true);
      INDArray clips = ChannelsLast.of(input);
      INDArray gradient =
          workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, clips.shape(), 'c');
      Nd4j.exec(
          DynamicCustomOp.builder("maxpool3dnew_bp")
              .addInputs(clips, ChannelsLast.of(epsilon))
              .addIntegerArguments(geometry(layerConf().getKernelSize()[0]))
              .addOutputs(gradient)
              .build());
      return new Pair<>(new DefaultGradient(), ChannelsLast.channelsSecond(gradient));
    }

    private static long roundedUp(long size, int stride) {
      return (size + stride - 1) / stride;
    }

    private static int[] geometry(int frames) {
      return new int[] {
        frames,
        2,
        2, // kernel
        frames,
        2,
        2, // stride
        0,
        0,
        0, // padding
        1,
        1,
        1, // dilation
        1, // padding as it takes for windows over the edge
        0, // of averages alone
        1 // channels last
      };
    }
  }
}
