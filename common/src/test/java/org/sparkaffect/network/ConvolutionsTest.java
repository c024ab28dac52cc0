package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.Subsampling3DLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Against Deeplearning4j's own, of which they must be faster equals. */
class ConvolutionsTest {
  private static final InputType IMAGES = InputType.convolutional(6, 5, 3);
  private static final InputType CLIPS =
      InputType.convolutional3D(Convolution3D.DataFormat.NCDHW, 4, 6, 5, 3);

  /** Floats take the way through oneDNN, doubles the plain one. */
  @ParameterizedTest
  @CsvSource({"FLOAT, RELU, 1", "FLOAT, IDENTITY, 0", "DOUBLE, RELU, 0", "DOUBLE, IDENTITY, 1"})
  void ofImages(DataType type, Activation activation, int padding) {
    Layer[] ours = {
      new Convolution2d(4, padding, activation), new Convolution2d(2, padding, activation)
    };
    Layer[] plain = {plain(4, padding, activation), plain(2, padding, activation)};
    assertFitsAlike(network(type, IMAGES, ours), network(type, IMAGES, plain), 2, 3, 6, 5);
  }

  /** As in VGG-16: floats lie pixel by pixel in between. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void channelsLast(DataType type) {
    Layer[] ours = {
      new Convolution2d(4, 1, Activation.RELU).channelsLast(),
      new Convolution2d(5, 1, Activation.RELU).channelsLast(),
      new MaxPool2d(),
      new Convolution2d(2, 1, Activation.RELU).channelsLast()
    };
    Layer[] plain = {
      plain(4, 1, Activation.RELU),
      plain(5, 1, Activation.RELU),
      pool2d(),
      plain(2, 1, Activation.RELU)
    };
    assertFitsAlike(network(type, IMAGES, ours), network(type, IMAGES, plain), 2, 3, 6, 5);
  }

  /** As in the face recognition net. */
  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  void withAStride(DataType type) {
    InputType images = InputType.convolutional(17, 15, 3);
    Layer[] ours = {
      new Convolution2d(7, 2, 4, 0, Activation.RELU), new Convolution2d(3, 2, 2, 0, Activation.RELU)
    };
    Layer[] plain = {plain(7, 2, 4, 0, Activation.RELU), plain(3, 2, 2, 0, Activation.RELU)};
    assertFitsAlike(network(type, images, ours), network(type, images, plain), 2, 3, 17, 15);
  }

  @ParameterizedTest
  @CsvSource({"FLOAT, 1", "FLOAT, 2", "DOUBLE, 1", "DOUBLE, 2"})
  void ofClips(DataType type, int frames) {
    Layer[] ours = {new Convolution3d(4), new Convolution3d(2), new MaxPool3d(frames)};
    Layer[] plain = {plain(4), plain(2), pool3d(frames)};
    assertFitsAlike(network(type, CLIPS, ours), network(type, CLIPS, plain), 2, 3, 4, 6, 5);
  }

  private static void assertFitsAlike(
      MultiLayerNetwork ours, MultiLayerNetwork plain, long... shape) {
    MultiLayerConfiguration conf = ours.getLayerWiseConfigurations();
    assertThat(MultiLayerConfiguration.fromJson(conf.toJson()).getConf(0).getLayer())
        .hasSameClassAs(conf.getConf(0).getLayer());
    DataType type = plain.params().dataType();
    INDArray labels = Nd4j.eye(2).castTo(type);
    for (int iteration = 0; iteration < 3; iteration++) {
      INDArray input = Nd4j.randn(type, shape);
      INDArray before = plain.params().dup();
      ours.fit(input, labels);
      plain.fit(input, labels);
      assertThat(plain.params()).isNotEqualTo(before);
      assertThat(ours.params().sub(plain.params()).normmaxNumber().doubleValue())
          .isCloseTo(0, within(1e-5));
    }
  }

  private static Layer plain(int channels, int padding, Activation activation) {
    return plain(3, 1, channels, padding, activation);
  }

  private static Layer plain(
      int kernel, int stride, int channels, int padding, Activation activation) {
    return new ConvolutionLayer.Builder(kernel, kernel)
        .stride(stride, stride)
        .nOut(channels)
        .padding(padding, padding)
        .weightInit(WeightInit.RELU)
        .activation(activation)
        .build();
  }

  private static Layer plain(int channels) {
    return new Convolution3D.Builder(3, 3, 3)
        .nOut(channels)
        .padding(1, 1, 1)
        .weightInit(WeightInit.RELU)
        .activation(Activation.RELU)
        .build();
  }

  private static Layer pool2d() {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(2, 2)
        .stride(2, 2)
        .build();
  }

  private static Layer pool3d(int frames) {
    return new Subsampling3DLayer.Builder(Subsampling3DLayer.PoolingType.MAX)
        .kernelSize(frames, 2, 2)
        .stride(frames, 2, 2)
        .build();
  }

  private static MultiLayerNetwork network(DataType type, InputType input, Layer... layers) {
    ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(1).dataType(type).updater(new Sgd(0.05)).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    list.layer(
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nOut(2)
            .activation(Activation.SOFTMAX)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(list.setInputType(input).build());
    network.init();
    return network;
  }
}
