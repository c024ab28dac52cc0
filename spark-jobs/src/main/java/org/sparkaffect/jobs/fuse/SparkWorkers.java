package org.sparkaffect.jobs.fuse;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.sparkaffect.fusion.BranchAndBound;
import org.sparkaffect.fusion.Problem;
import org.sparkaffect.fusion.WeightSearch;
import org.sparkaffect.jobs.cluster.Slots;

/** Each worker is a task of Spark; executors build the problem's tables once. */
final class SparkWorkers implements WeightSearch.Workers, AutoCloseable {
  private final JavaSparkContext spark;
  private final Broadcast<Problem> problem;

  SparkWorkers(Problem problem, JavaSparkContext spark) {
    this.spark = spark;
    this.problem = spark.broadcast(problem);
  }

  @Override
  public int count() {
    return Slots.of(spark.sc());
  }

  @Override
  public List<BranchAndBound.Outcome> search(List<WeightSearch.Work> works) {
    Broadcast<Problem> sent = problem;
    return spark.parallelize(works, works.size()).map(work -> work.search(sent.value())).collect();
  }

  @Override
  public void close() {
    problem.destroy();
  }
}
