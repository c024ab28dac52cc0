package org.sparkaffect.network;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.params.ConvolutionParamInitializer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Deeplearning4j's convolution, which a fit step goes through forward once: that one does so again
 * in its backward pass, which is a fourth of the step's time.
 */
public final class Convolution2d extends ConvolutionLayer {
  private static final long serialVersionUID = 1;

  @JsonProperty private boolean channelsLast;

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

  /** Lays its result as {@link ChannelsLast} says, where oneDNN convolves; it does so faster. */
  Convolution2d channelsLast() {
    channelsLast = true;
    return this;
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

    private final boolean channelsLast;
    private transient INDArray output;

    AtWork(NeuralNetConfiguration conf, DataType type) {
      super(conf, type);
      channelsLast =
          ((Convolution2d) conf.getLayer()).channelsLast
              && helper instanceof MKLDNNConvHelper
              && type == DataType.FLOAT;
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

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
      if (!channelsLast) {
        return super.activate(training, workspaces);
      }
      assertInputSet(false);
      ConvolutionLayer conf = layerConf();
      INDArray result =
          helper.preOutput(
              ChannelsLast.of(input),
              getParam(ConvolutionParamInitializer.WEIGHT_KEY),
              getParam(ConvolutionParamInitializer.BIAS_KEY),
              conf.getKernelSize(),
              conf.getStride(),
              conf.getPadding(),
              conf.getCudnnAlgoMode(),
              conf.getCudnnFwdAlgo(),
              convolutionMode,
              conf.getDilation(),
              CNN2DFormat.NHWC,
              workspaces);
      conf.getActivationFn().getActivation(result, training);
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
      ConvolutionLayer conf = layerConf();
      Pair<Gradient, INDArray> gradients =
          helper.backpropGradient(
              ChannelsLast.of(input),
              getParam(ConvolutionParamInitializer.WEIGHT_KEY),
              getParam(ConvolutionParamInitializer.BIAS_KEY),
              conf.getActivationFn().backprop(output, ChannelsLast.of(epsilon)).getFirst(),
              conf.getKernelSize(),
              conf.getStride(),
              conf.getPadding(),
              gradientViews.get(ConvolutionParamInitializer.BIAS_KEY),
              gradientViews.get(ConvolutionParamInitializer.WEIGHT_KEY),
              conf.getActivationFn(),
              conf.getCudnnAlgoMode(),
              conf.getCudnnBwdFilterAlgo(),
              conf.getCudnnBwdDataAlgo(),
              convolutionMode,
              conf.getDilation(),
              CNN2DFormat.NHWC,
              workspaces);
      output = null;
      return new Pair<>(gradients.getFirst(), ChannelsLast.channelsSecond(gradients.getSecond()));
    }
  }
}
