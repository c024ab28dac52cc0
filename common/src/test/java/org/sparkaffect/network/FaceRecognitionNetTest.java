package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sparkaffect.network.Networks.init;
import static org.sparkaffect.network.Networks.shape;
import static org.sparkaffect.network.Networks.training;

import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class FaceRecognitionNetTest {
  private static final INDArray LABELS = Nd4j.eye(2).castTo(DataType.DOUBLE);

  /** The gradients of the convolution in front come through both branches. */
  @ParameterizedTest
  @CsvSource({"6, 2, 2x4x3x3", "7, 2, 2x4x3x3", "6, 1, 2x2x3x3"})
  void gradientsOfABlockThatGoesDownAreTheNumericalOnes(int size, int widening, String shape) {
    ComputationGraph network = block(DataType.DOUBLE, size, widening);
    INDArray images = images(size);
    assertThat(shape(network.feedForward(images, false), "block")).isEqualTo(shape);

    Gradients.assertAreTheNumericalOnes(network, images, LABELS);
  }

  /** Floats take the way through oneDNN, and convolutions keep their output for the way back. */
  @ParameterizedTest
  @CsvSource({"6, 2", "7, 2", "6, 1"})
  void gradientsOfFloatsAreThoseOfDoubles(int size, int widening) {
    ComputationGraph doubles = block(DataType.DOUBLE, size, widening);
    ComputationGraph floats = block(DataType.FLOAT, size, widening);
    floats.setParams(doubles.params().castTo(DataType.FLOAT));
    INDArray images = images(size);

    Map<String, INDArray> expected = Gradients.of(doubles, images, LABELS);
    Gradients.of(floats, images.castTo(DataType.FLOAT), LABELS.castTo(DataType.FLOAT))
        .forEach(
            (name, gradient) ->
                assertThat(
                        gradient
                            .castTo(DataType.DOUBLE)
                            .sub(expected.get(name))
                            .normmaxNumber()
                            .doubleValue())
                    .as(name)
                    .isCloseTo(0, within(1e-4)));
  }

  private static ComputationGraph block(DataType type, int size, int widening) {
    GraphBuilder graph =
        training()
            .dataType(type)
            .updater(new NoOp())
            .graphBuilder()
            .addInputs("images")
            .setInputTypes(InputType.convolutional(size, size, 1))
            .addLayer(
                "front",
                new ConvolutionLayer.Builder(3, 3)
                    .nOut(2)
                    .padding(1, 1)
                    .activation(Activation.IDENTITY)
                    .build(),
                "images");
    new FaceRecognitionNet(graph, "front", 2, size).down("block", widening);
    return init(
        graph
            .addLayer(
                "output",
                new OutputLayer.Builder(LossFunction.MCXENT)
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .build(),
                "block")
            .setOutputs("output")
            .build());
  }

  private static INDArray images(int size) {
    Nd4j.getRandom().setSeed(1);
    return Nd4j.randn(DataType.DOUBLE, 2, 1, size, size);
  }
}
