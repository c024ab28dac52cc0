package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sparkaffect.network.Networks.init;
import static org.sparkaffect.network.Networks.training;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class TransferTest {
  /** Not by place: here both layers have the same shape. */
  @Test
  void copiesByName() {
    ComputationGraph from = chain(1, 3, "one", "two");
    ComputationGraph to = chain(2, 3, "two", "one", "three");
    INDArray third = to.getLayer("three").params().dup();

    Transfer.copy(from, to);

    assertThat(to.getLayer("one").params()).isEqualTo(from.getLayer("one").params());
    assertThat(to.getLayer("two").params()).isEqualTo(from.getLayer("two").params());
    assertThat(to.getLayer("three").params()).isEqualTo(third);
    assertThat(from.getParam("one_W")).isNotEqualTo(from.getParam("two_W"));
  }

  /** A network is stored as one array, of which the layers' are views. */
  @Test
  void theCopyIsInTheArrayThatIsStored() {
    ComputationGraph from = chain(1, 3, "one", "two");
    ComputationGraph to = chain(2, 3, "one", "two");

    Transfer.copy(from, to);
    assertThat(to.params()).isEqualTo(from.params());

    to.params().assign(0);
    assertThat(from.params().norm2Number().doubleValue()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3 | two | the weights W of one[3, 3] do not fit the network, which has none of that name
          5 | one | the weights W of one[3, 3] do not fit the network, which has [5, 5]
          """)
  void whatDoesNotFitIsAnError(int units, String layer, String message) {
    assertThatThrownBy(() -> Transfer.copy(chain(1, 3, "one"), chain(2, units, layer)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static ComputationGraph chain(int seed, int units, String... layers) {
    GraphBuilder graph = training().seed(seed).graphBuilder().addInputs("input");
    String last = "input";
    for (String layer : layers) {
      graph.addLayer(layer, new DenseLayer.Builder().nIn(units).nOut(units).build(), last);
      last = layer;
    }
    return init(graph.setOutputs(last).build());
  }
}
