package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class ChannelPReLUTest {
  private static final int PRELU = 1;

  @Test
  void eachChannelHasItsOwnSlope() {
    MultiLayerNetwork network = network();
    network.setParam(PRELU + "_W", Nd4j.createFromArray(0.0, 0.5, -2.0).reshape(3, 1, 1));
    INDArray input = Nd4j.randn(DataType.DOUBLE, 2, 2, 4, 5);

    INDArray before = network.feedForwardToLayer(PRELU - 1, input).get(PRELU);
    INDArray after = network.feedForwardToLayer(PRELU, input).get(PRELU + 1);

    double[] slopes = {0, 0.5, -2};
    for (int n = 0; n < 2; n++) {
      for (int c = 0; c < 3; c++) {
        for (int y = 0; y < 4; y++) {
          for (int x = 0; x < 5; x++) {
            double value = before.getDouble(n, c, y, x);
            assertThat(after.getDouble(n, c, y, x))
                .isEqualTo(value > 0 ? value : slopes[c] * value);
          }
        }
      }
    }
  }

  /** The convolution's gradients come through the PReLU, so this holds both of its gradients. */
  @Test
  void gradientsAreTheNumericalOnes() {
    MultiLayerNetwork network = network();
    network.setParam(PRELU + "_W", Nd4j.createFromArray(0.1, 0.5, -2.0).reshape(3, 1, 1));
    Nd4j.getRandom().setSeed(1);
    INDArray input = Nd4j.randn(DataType.DOUBLE, 2, 2, 4, 5);
    INDArray labels = Nd4j.eye(2).castTo(DataType.DOUBLE);

    Gradients.assertAreTheNumericalOnes(network.toComputationGraph(), input, labels);
  }

  @Test
  void survivesJson() {
    MultiLayerConfiguration conf = network().getLayerWiseConfigurations();

    assertThat(MultiLayerConfiguration.fromJson(conf.toJson())).isEqualTo(conf);
    assertThat(MultiLayerConfiguration.fromJson(conf.toJson()).getConf(PRELU).getLayer())
        .isInstanceOf(ChannelPReLU.class);
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.DOUBLE)
                .updater(new NoOp())
                .list()
                .layer(
                    new ConvolutionLayer.Builder(3, 3)
                        .nOut(3)
                        .padding(1, 1)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(new ChannelPReLU(3))
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(InputType.convolutional(4, 5, 2))
                .build());
    network.init();
    return network;
  }
}
