package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.sparkaffect.network.Networks.NARROW;
import static org.sparkaffect.network.Networks.init;
import static org.sparkaffect.network.Networks.training;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Without the helper a 2-D convolution is five times slower, and nothing but a log line tells. */
class OneDnnTest {
  private static final String SWITCH = "org.eclipse.deeplearning4j.helpers.disable";

  @BeforeEach
  void onCpus() {
    assumeTrue(
        "CPU".equals(Nd4j.getExecutioner().getEnvironmentInformation().getProperty("backend")));
  }

  @Test
  void isWhatConvolutionsUse() {
    assertThat(convolution(network(3, 1, 1))).isInstanceOf(MKLDNNConvHelper.class);
  }

  @Test
  void isWhatTheFaceRecognitionNetUses() {
    ComputationGraph network = init(FaceRecognitionNet.BACKBONE.alone(training(), NARROW));
    network.outputSingle(Nd4j.rand(DataType.FLOAT, 1, 3, 150, 150));

    assertThat(network.getLayers())
        .filteredOn(layer -> layer.conf().getLayer() instanceof ConvolutionLayer)
        .hasSize(29)
        .allSatisfy(layer -> assertThat(layer.getHelper()).isInstanceOf(MKLDNNConvHelper.class));
  }

  @ParameterizedTest
  @CsvSource({"3, 1, 1", "3, 2, 0", "7, 2, 0"})
  void givesWhatThePlainPathGives(int kernel, int stride, int padding) {
    MultiLayerNetwork fast = network(kernel, stride, padding);
    MultiLayerNetwork plain;
    String given = System.setProperty(SWITCH, "true");
    try {
      plain = network(kernel, stride, padding);
    } finally {
      System.setProperty(SWITCH, given);
    }
    assertThat(convolution(plain)).isNull();

    INDArray input = Nd4j.randn(DataType.FLOAT, 2, 3, 9, 8);
    INDArray labels = Nd4j.eye(2).castTo(DataType.FLOAT);
    assertEqual(fast.output(input), plain.output(input));
    assertEqual(gradient(fast, input, labels), gradient(plain, input, labels));
  }

  private static MultiLayerNetwork network(int kernel, int stride, int padding) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .convolutionMode(ConvolutionMode.Truncate)
                .list()
                .layer(
                    new ConvolutionLayer.Builder(kernel, kernel)
                        .nOut(5)
                        .stride(stride, stride)
                        .padding(padding, padding)
                        .activation(Activation.RELU)
                        .build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(9, 8, 3))
                .build());
    network.init();
    return network;
  }

  private static Object convolution(MultiLayerNetwork network) {
    return network.getLayer(0).getHelper();
  }

  private static INDArray gradient(MultiLayerNetwork network, INDArray input, INDArray labels) {
    network.setInput(input);
    network.setLabels(labels);
    network.computeGradientAndScore();
    return network.gradient().gradient();
  }

  private static void assertEqual(INDArray actual, INDArray expected) {
    assertThat(expected.norm2Number().doubleValue()).isPositive();
    assertThat(actual.sub(expected).normmaxNumber().doubleValue()).isCloseTo(0, within(1e-5));
  }
}
