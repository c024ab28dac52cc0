package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Against Deeplearning4j's own LSTM, of which it must be a faster equal. */
class ClipLstmTest {
  private static final int FEATURES = 5;
  private static final int UNITS = 3;

  /** Behind another layer, so that the gradient that it hands down is seen, too. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, true",
    "1, 16, true",
    "4, 6, true",
    "1, 16, false",
    "4, 6, false",
  })
  void equalsTheOneOfDeeplearning4j(int batch, int steps, boolean last) {
    MultiLayerNetwork fast = network(new ClipLstm(UNITS, false), last);
    MultiLayerNetwork plain =
        network(new LSTM.Builder().nOut(UNITS).activation(Activation.TANH).build(), last);
    assertThat(fast.paramTable().keySet()).isEqualTo(plain.paramTable().keySet());
    assertEqual(fast.params(), plain.params());

    INDArray input = Nd4j.randn(DataType.DOUBLE, batch, FEATURES, steps);
    INDArray label =
        Nd4j.randn(DataType.DOUBLE, last ? new long[] {batch, 2} : new long[] {batch, 2, steps});
    assertEqual(fast.output(input), plain.output(input));
    for (int iteration = 0; iteration < 3; iteration++) {
      fast.fit(input, label);
      plain.fit(input, label);
      assertEqual(fast.params(), plain.params());
    }
  }

  @Test
  void survivesJson() {
    MultiLayerConfiguration conf =
        network(new ClipLstm(UNITS, false), true).getLayerWiseConfigurations();

    Layer read = MultiLayerConfiguration.fromJson(conf.toJson()).getConf(1).getLayer();
    assertThat(((LastTimeStep) read).getUnderlying()).isInstanceOf(ClipLstm.class);
  }

  private static MultiLayerNetwork network(Layer lstm, boolean last) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(0.1))
                .list()
                .layer(new DenseLayer.Builder().nOut(4).activation(Activation.TANH).build())
                .layer(last ? new LastTimeStep(lstm) : lstm)
                .layer(
                    last
                        ? new OutputLayer.Builder(LossFunction.MSE)
                            .nOut(2)
                            .activation(Activation.IDENTITY)
                            .build()
                        : new RnnOutputLayer.Builder(LossFunction.MSE)
                            .nOut(2)
                            .activation(Activation.IDENTITY)
                            .build())
                .setInputType(InputType.recurrent(FEATURES))
                .build());
    network.init();
    return network;
  }

  private static void assertEqual(INDArray actual, INDArray expected) {
    assertThat(actual.shape()).isEqualTo(expected.shape());
    assertThat(expected.norm2Number().doubleValue()).isPositive();
    assertThat(actual.sub(expected).normmaxNumber().doubleValue()).isCloseTo(0, within(1e-9));
  }
}
