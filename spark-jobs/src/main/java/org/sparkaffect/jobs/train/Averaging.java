package org.sparkaffect.jobs.train;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.api.RDDTrainingApproach;
import org.deeplearning4j.spark.api.Repartition;
import org.deeplearning4j.spark.api.WorkerConfiguration;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingMaster;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingWorker;

/**
 * Parameter averaging: each worker takes the network, trains it with minibatches of its own, and
 * the mean of their parameters and of their updaters' states is the network again.
 *
 * <p>An iteration is a minibatch of each worker. Rates that depend on the iteration do so by that
 * count, which does not grow faster for more workers.
 */
final class Averaging extends ParameterAveragingTrainingMaster {
  private static final int AGGREGATION_DEPTH = 2;

  private final JavaSparkContext spark;
  private final long seed;
  private Broadcast<Weights> sent;

  /**
   * @param batch clips of a minibatch
   * @param frequency minibatches of each worker between averagings, at most
   */
  Averaging(JavaSparkContext spark, int workers, int batch, int frequency, long seed) {
    super(
        new Builder(workers, batch)
            .batchSizePerWorker(batch)
            .averagingFrequency(frequency)
            .aggregationDepth(AGGREGATION_DEPTH)
            .saveUpdater(true) // else momentum would begin anew each time
            .repartionData(Repartition.Never) // it comes as it should lie
            .rddTrainingApproach(RDDTrainingApproach.Direct)
            .storageLevel(null)
            .storageLevelStreams(null));
    this.spark = spark;
    this.seed = seed;
  }

  /**
   * Trains on all workers and averages once.
   *
   * @param minibatches the same number for each worker; the first are the first worker's
   * @return mean loss of the workers' last minibatches
   */
  double fit(ComputationGraph network, List<String> minibatches, Minibatches loader) {
    int iteration = network.getConfiguration().getIterationCount();
    SparkComputationGraph workers = new SparkComputationGraph(spark, network, this);
    sent = spark.broadcast(Weights.of(network));
    try {
      workers.fitPaths(spark.parallelize(minibatches, numWorkers), loader);
    } finally {
      sent.destroy(); // Spark keeps it, in memory or on disk, until a collection that may be late
    }
    network.getConfiguration().setIterationCount(iteration + minibatches.size() / numWorkers);
    return workers.getScore();
  }

  @Override
  public ParameterAveragingTrainingWorker getWorkerInstance(SparkComputationGraph graph) {
    return new Worker(
        graph.getNetwork().getConfiguration(),
        sent,
        new WorkerConfiguration(
            true,
            rddDataSetNumExamples,
            batchSizePerWorker,
            averagingFrequency,
            prefetchNumBatches,
            false),
        seed);
  }

  @Override
  protected void processResults(
      SparkDl4jMultiLayer none,
      SparkComputationGraph graph,
      JavaRDD<ParameterAveragingTrainingResult> results,
      int split,
      int splits) {
    Weights sum =
        results
            .map(result -> ((Worker.Result) result).weights())
            .treeReduce(Weights::add, aggregationDepth);
    sum.averageInto(graph.getNetwork());
    graph.setScore(sum.loss() / sum.networks());
  }
}
