package org.sparkaffect.network;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.Convolution3DLayer;
import org.deeplearning4j.nn.params.Convolution3DParamInitializer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.Nd4jCpu;

/**
 * As {@link Convolution2d}: 3 x 3 x 3, with padding of 1 and ReLU. It lays its result as {@link
 * ChannelsLast} says, where oneDNN convolves.
 */
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

    private static final int[] GEOMETRY = {
      3,
      3,
      3, // kernel
      1,
      1,
      1, // stride
      1,
      1,
      1, // padding
      1,
      1,
      1, // dilation
      0, // padding as given
      1 // channels last
    };

    private final boolean channelsLast;
    private transient INDArray output;

    AtWork(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
      channelsLast = type == DataType.FLOAT && Nd4jCpu.Environment.getInstance().isUseMKLDNN();
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

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
      if (!channelsLast) {
        return super.activate(training, workspaces);
      }
      assertInputSet(false);
      INDArray result =
          workspaces.createUninitialized(
              ArrayType.ACTIVATIONS,
              dataType,
              new long[] {
                input.size(0), input.size(2), input.size(3), input.size(4), layerConf().getNOut()
              },
              'c');
      Nd4j.exec(
          DynamicCustomOp.builder("conv3dnew")
              .addInputs(
                  ChannelsLast.of(input),
                  weights(),
                  getParam(Convolution3DParamInitializer.BIAS_KEY))
              .addIntegerArguments(GEOMETRY)
              .addOutputs(result)
              .build());
      layerConf().getActivationFn().getActivation(result, training);
      output = training ? result : null;
      return ChannelsLast.channelsSecond(result);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
        INDArray epsilon, LayerWorkspaceMgr workspaces) {
      if (!channelsLast) {
        return super.backpropGradient(epsilon, workspaces);
      }
      assertInputSet(true);
      INDArray images = ChannelsLast.of(input);
      INDArray delta =
          layerConf().getActivationFn().backprop(output, ChannelsLast.of(epsilon)).getFirst();
      INDArray inputGradient =
          workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, images.shape(), 'c');
      INDArray weightGradient = gradientViews.get(Convolution3DParamInitializer.WEIGHT_KEY);
      INDArray biasGradient = gradientViews.get(Convolution3DParamInitializer.BIAS_KEY);
      Nd4j.exec(
          DynamicCustomOp.builder("conv3dnew_bp")
              .addInputs(images, weights(), getParam(Convolution3DParamInitializer.BIAS_KEY), delta)
              .addIntegerArguments(GEOMETRY)
              .addOutputs(inputGradient, kernelsFirst(weightGradient), biasGradient)
              .build());
      output = null;
      Gradient gradient = new DefaultGradient();
      gradient.setGradientFor(Convolution3DParamInitializer.BIAS_KEY, biasGradient);
      gradient.setGradientFor(Convolution3DParamInitializer.WEIGHT_KEY, weightGradient, 'c');
      return new Pair<>(gradient, ChannelsLast.channelsSecond(inputGradient));
    }

    private INDArray weights() {
      return kernelsFirst(getParam(Convolution3DParamInitializer.WEIGHT_KEY));
    }

    /** Out x in x kernel to kernel x in x out, as ND4J's operation has it. */
    private static INDArray kernelsFirst(INDArray weights) {
      return weights.permute(2, 3, 4, 1, 0);
    }
  }
}
