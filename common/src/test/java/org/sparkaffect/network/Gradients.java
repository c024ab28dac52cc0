package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients of a network's mean loss, by back-propagation and by differences. */
final class Gradients {
  private static final double STEP = 0x1p-20;

  private Gradients() {}

  /** By parameter. Deeplearning4j sums up over a minibatch and divides when it updates. */
  static Map<String, INDArray> of(ComputationGraph network, INDArray input, INDArray labels) {
    network.setInputs(input);
    network.setLabels(labels);
    network.computeGradientAndScore();
    Map<String, INDArray> gradients = network.gradient().gradientForVariable();
    gradients.replaceAll((name, sum) -> sum.div(input.size(0)));
    return gradients;
  }

  /**
   * Of each parameter of a network of doubles, along one random direction: a gradient that is wrong
   * anywhere has the wrong slope along nearly all of them.
   */
  static void assertAreTheNumericalOnes(ComputationGraph network, INDArray input, INDArray labels) {
    Map<String, INDArray> gradients = of(network, input, labels);
    DataSet data = new DataSet(input, labels);
    network
        .paramTable()
        .forEach(
            (name, parameter) -> {
              INDArray direction = Nd4j.randn(DataType.DOUBLE, parameter.shape());
              assertThat(gradients.get(name).mul(direction).sumNumber().doubleValue())
                  .as(name)
                  .isNotZero()
                  .isCloseTo(slope(network, data, parameter, direction), within(1e-7));
            });
  }

  private static double slope(
      ComputationGraph network, DataSet data, INDArray parameter, INDArray direction) {
    INDArray before = parameter.dup();
    parameter.addi(direction.mul(STEP));
    double ahead = network.score(data);
    parameter.assign(before).subi(direction.mul(STEP));
    double behind = network.score(data);
    parameter.assign(before);
    return (ahead - behind) / (2 * STEP);
  }
}
