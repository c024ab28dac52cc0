package org.sparkaffect.jobs.train;

import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.WorkerConfiguration;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingWorker;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkaffect.jobs.cluster.GpuBinding;

/** A task's part of {@link Averaging}: a network of its own, trained with its minibatches. */
final class Worker extends ParameterAveragingTrainingWorker {
  private static final long serialVersionUID = 1L;

  private final ComputationGraphConfiguration network;
  private final Broadcast<Weights> weights;
  private final long seed;

  Worker(
      ComputationGraphConfiguration network,
      Broadcast<Weights> weights,
      WorkerConfiguration configuration,
      long seed) {
    super(null, true, configuration, null, null, null);
    this.network = network;
    this.weights = weights;
    this.seed = seed;
  }

  /** What comes of it. */
  static final class Result extends ParameterAveragingTrainingResult {
    private static final long serialVersionUID = 1L;

    private final Weights weights;

    private Result(ComputationGraph network) {
      super(null, null, network.score(), null, null, null);
      this.weights = Weights.of(network);
    }

    Weights weights() {
      return weights;
    }
  }

  /** Comes before anything else in a task that uses ND4J. */
  @Override
  public ComputationGraph getInitialModelGraph() {
    GpuBinding.bindTask();
    String key = network.getIterationCount() + "/" + TaskContext.getPartitionId();
    Nd4j.getRandom().setSeed(Draws.of(seed, "dropout", key).nextLong());
    ComputationGraphConfiguration configuration = network.clone();
    configuration.setIterationCount(network.getIterationCount()); // which a clone forgets
    return weights.value().network(configuration);
  }

  @Override
  public ParameterAveragingTrainingResult getFinalResult(ComputationGraph trained) {
    Nd4j.getExecutioner().commit();
    return new Result(trained);
  }
}
