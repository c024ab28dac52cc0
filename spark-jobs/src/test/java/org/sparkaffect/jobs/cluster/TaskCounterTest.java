package org.sparkaffect.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.SparkContext;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.junit.jupiter.api.Test;
import org.sparkaffect.jobs.LocalSpark;
import scala.Option;
import scala.Tuple4;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.immutable.Map$;

class TaskCounterTest {
  private final SparkContext spark = LocalSpark.session().sparkContext();

  @Test
  void countsRunningTasksByTheirLastHeartbeatAndEndedOnesByWhatTheyAdded() {
    try (TaskCounter counter = new TaskCounter("clips", spark)) {
      counter.onExecutorMetricsUpdate(heartbeat(7, counter.accumulator().id(), 3));
      counter.onExecutorMetricsUpdate(heartbeat(8, counter.accumulator().id(), 4));
      counter.onExecutorMetricsUpdate(heartbeat(8, counter.accumulator().id(), 5));
      assertThat(counter.value()).isEqualTo(8);

      counter.accumulator().add(6);
      counter.onTaskEnd(end(8));
      assertThat(counter.value()).as("3 of task 7, 6 of task 8").isEqualTo(9);

      counter.onExecutorMetricsUpdate(heartbeat(8, counter.accumulator().id(), 5));
      assertThat(counter.value()).as("a heartbeat that was overtaken").isEqualTo(9);
    }
  }

  @Test
  void passesOverTheCountsOfOthers() {
    try (TaskCounter counter = new TaskCounter("clips", spark)) {
      counter.onExecutorMetricsUpdate(heartbeat(7, counter.accumulator().id() + 1, 3));
      assertThat(counter.value()).isZero();
    }
  }

  private static SparkListenerExecutorMetricsUpdate heartbeat(long task, long id, long value) {
    AccumulableInfo info =
        new AccumulableInfo(
            id, Option.empty(), Option.apply(value), Option.empty(), false, true, Option.empty());
    return new SparkListenerExecutorMetricsUpdate(
        "executor", seq(new Tuple4<>(task, 0, 0, seq(info))), Map$.MODULE$.empty());
  }

  private static SparkListenerTaskEnd end(long task) {
    TaskInfo info = new TaskInfo(task, 0, 0, 0, 0, "executor", "host", TaskLocality.ANY(), false);
    return new SparkListenerTaskEnd(0, 0, "ResultTask", Success$.MODULE$, info, null, null);
  }

  private static <T> Seq<T> seq(T value) {
    return JavaConverters.asScalaBuffer(List.of(value)).toSeq();
  }
}
