package org.sparkaffect.network;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What the tests of networks share. */
final class Networks {
  /** A sixty-fourth: 64 channels become one. */
  static final Width NARROW = new Width(1.0 / 64);

  private Networks() {}

  static NeuralNetConfiguration.Builder training() {
    return new NeuralNetConfiguration.Builder().seed(1);
  }

  /** Counted from the configuration: nothing is allocated. */
  static long parameters(ComputationGraphConfiguration network, Set<String> without) {
    return network.getVertices().entrySet().stream()
        .filter(vertex -> !without.contains(vertex.getKey()))
        .mapToLong(vertex -> vertex.getValue().numParams(true))
        .sum();
  }

  static ComputationGraph init(ComputationGraphConfiguration conf) {
    ComputationGraph network = new ComputationGraph(conf);
    network.init();
    return network;
  }

  /** What a vertex gives, as for example 1x7. */
  static String shape(Map<String, INDArray> activations, String vertex) {
    return Arrays.stream(activations.get(vertex).shape())
        .mapToObj(Long::toString)
        .reduce((a, b) -> a + "x" + b)
        .orElseThrow();
  }
}
