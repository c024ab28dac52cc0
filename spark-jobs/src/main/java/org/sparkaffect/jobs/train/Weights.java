package org.sparkaffect.jobs.train;

import java.io.Serializable;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What travels between the driver and the workers: a network's parameters and its updater's state,
 * or sums of those of several networks. In plain arrays, because Java's serialization writes those
 * in bulk, and ND4J's one number at a time.
 *
 * @param loss of the last minibatch, or the sum of several
 * @param networks how many there are in the sum
 */
record Weights(float[] parameters, float[] updater, double loss, int networks)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A network's parameters alone. */
  static float[] parameters(ComputationGraph network) {
    return network.params().toFloatVector();
  }

  /** A network of its own with these parameters, to score with. */
  static ComputationGraph network(ComputationGraphConfiguration configuration, float[] parameters) {
    ComputationGraph network = new ComputationGraph(configuration);
    network.init(row(parameters), false);
    return network;
  }

  static Weights of(ComputationGraph network) {
    return new Weights(
        parameters(network),
        network.getUpdater().getStateViewArray().toFloatVector(),
        network.score(),
        1);
  }

  /** A network of its own with these weights, to train. */
  ComputationGraph network(ComputationGraphConfiguration configuration) {
    ComputationGraph network = network(configuration, parameters);
    network.setUpdater(new ComputationGraphUpdater(network, Nd4j.createFromArray(updater)));
    return network;
  }

  /** Adds others to these, in place. */
  Weights add(Weights other) {
    addTo(parameters, other.parameters);
    addTo(updater, other.updater);
    return new Weights(parameters, updater, loss + other.loss, networks + other.networks);
  }

  private static void addTo(float[] sum, float[] values) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values[i];
    }
  }

  /** Gives a network the mean. */
  void averageInto(ComputationGraph network) {
    network.setParams(row(parameters).divi(networks));
    network.getUpdater().setStateViewArray(Nd4j.createFromArray(updater).divi(networks));
  }

  private static INDArray row(float[] values) {
    return Nd4j.createFromArray(values).reshape(1, values.length);
  }
}
