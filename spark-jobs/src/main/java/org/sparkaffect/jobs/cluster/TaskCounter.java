package org.sparkaffect.jobs.cluster;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.util.LongAccumulator;
import scala.collection.JavaConverters;

/** What tasks count, running ones too: an accumulator alone tells of a task when it has ended. */
final class TaskCounter extends SparkListener implements AutoCloseable {
  private final Map<Long, Long> running = new ConcurrentHashMap<>();
  private final Set<Long> ended = ConcurrentHashMap.newKeySet(); // a heartbeat may come late
  private final SparkContext spark;
  private final LongAccumulator accumulator;

  /**
   * @param name under which Spark's web UI shows it, beside each stage and task
   */
  TaskCounter(String name, SparkContext spark) {
    this.spark = spark;
    this.accumulator = spark.longAccumulator(name);
    spark.addSparkListener(this);
  }

  LongAccumulator accumulator() {
    return accumulator;
  }

  long value() {
    return accumulator.sum() + running.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Executors tell with every heartbeat what their tasks have counted so far. */
  @Override
  public void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate heartbeat) {
    for (var task : JavaConverters.seqAsJavaList(heartbeat.accumUpdates())) {
      for (AccumulableInfo info : JavaConverters.seqAsJavaList(task._4())) {
        boolean ours = info.id() == accumulator.id() && info.update().isDefined();
        if (ours && !ended.contains((Long) task._1())) {
          running.put((Long) task._1(), (Long) info.update().get());
        }
      }
    }
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    ended.add(end.taskInfo().taskId());
    running.remove(end.taskInfo().taskId());
  }

  @Override
  public void close() {
    spark.removeSparkListener(this);
  }
}
