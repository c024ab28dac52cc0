package org.sparkaffect.jobs.doctor;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListenerException;
import org.sparkaffect.jobs.cluster.Slots;
import org.sparkaffect.jobs.settings.SettingsException;
import scala.Tuple2;

/** Examines every executor, by tasks that are dealt until each had one. */
final class Visits {
  /** How long executors may take to come, and to be examined. */
  static final int PATIENCE_S = 180;

  /** So long a task lasts at least, or the first executor would take them all. */
  private static final long TASK_MS = 1000;

  private static final int MOST_ROUNDS = 10;

  private final JavaSparkContext spark;

  Visits(JavaSparkContext spark) {
    this.spark = spark;
  }

  /**
   * Waits for an executor, and returns how many there are then.
   *
   * @throws SettingsException where tasks fail there
   */
  int await() {
    try {
      deal(1, task -> new Tuple2<>("", List.<Finding>of()));
    } catch (TimeoutException e) {
      return 0;
    }
    return count();
  }

  private int count() {
    SparkExecutorInfo[] infos = spark.sc().statusTracker().getExecutorInfos();
    return infos.length - 1; // the driver is one of them
  }

  /**
   * What each executor finds of itself.
   *
   * @param workspace where to try to write; null for nowhere
   * @throws SettingsException where tasks fail there
   */
  List<Finding> all(Examination examination, Path workspace) {
    Broadcast<SerializableConfiguration> hadoop =
        spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
    String folder = workspace == null ? null : workspace.toString();
    Map<String, List<Finding>> found = new LinkedHashMap<>();
    try {
      for (int round = 0; round < MOST_ROUNDS && found.size() < count(); round++) {
        deal(Slots.of(spark.sc()), task -> visit(examination, folder, hadoop))
            .forEach(visit -> found.putIfAbsent(visit._1(), visit._2()));
      }
    } catch (TimeoutException e) {
      return List.of(
          Finding.problem(
              "executors", "visit", "not all answered in %d s; their logs tell why", PATIENCE_S));
    } finally {
      hadoop.destroy();
    }
    List<Finding> findings = new ArrayList<>();
    found.values().forEach(findings::addAll);
    if (found.size() < count()) {
      findings.add(
          Finding.warning(
              "executors", "visit", "%d of %d were not reached", count() - found.size(), count()));
    }
    return findings;
  }

  private static Tuple2<String, List<Finding>> visit(
      Examination examination, String workspace, Broadcast<SerializableConfiguration> hadoop)
      throws Exception {
    long begin = System.currentTimeMillis();
    String id = SparkEnv.get().executorId();
    String where = "executor %s on %s".formatted(id, InetAddress.getLocalHost().getHostName());
    List<Finding> findings = new ArrayList<>(examination.here(where, hadoop.value().value()));
    if (workspace != null) {
      findings.add(WorkspaceCheck.ofExecutor(where, new Path(workspace), hadoop.value().value()));
    }
    Thread.sleep(Math.max(0, begin + TASK_MS - System.currentTimeMillis()));
    return new Tuple2<>(id, findings);
  }

  private <T> List<T> deal(int tasks, org.apache.spark.api.java.function.Function<Integer, T> task)
      throws TimeoutException {
    spark.sc().setJobDescription("doctor: visit executors");
    JavaFutureAction<List<T>> action =
        spark
            .parallelize(IntStream.range(0, tasks).boxed().toList(), tasks)
            .map(task)
            .collectAsync();
    try {
      return action.get(PATIENCE_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new SettingsException(reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      action.cancel(true);
    }
  }

  /** What a task threw; Spark wraps it, and suppresses what a task throws at its very end. */
  static String reason(Throwable thrown) {
    Throwable first = thrown;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    if (first instanceof TaskCompletionListenerException && first.getSuppressed().length > 0) {
      first = first.getSuppressed()[0];
    }
    String message = first.getMessage() == null ? first.toString() : first.getMessage();
    return message.lines().findFirst().orElse("");
  }
}
