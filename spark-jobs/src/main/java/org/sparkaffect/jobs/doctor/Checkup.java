package org.sparkaffect.jobs.doctor;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.sparkaffect.jobs.cluster.GpuProperties;
import org.sparkaffect.jobs.cluster.Slots;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;

/** All checks of the driver and, where they are processes of their own, of every executor. */
public final class Checkup {
  private static final String DRIVER = "driver";

  private final Settings settings;
  private final JavaSparkContext spark;
  private final Configuration hadoop;
  private final Consumer<Finding> tell;

  /**
   * @param tell is told each finding as it is made
   */
  public Checkup(Settings settings, JavaSparkContext spark, Consumer<Finding> tell) {
    this.settings = settings;
    this.spark = spark;
    this.hadoop = spark.hadoopConfiguration();
    this.tell = tell;
  }

  public void run() {
    int tasks = spark.sc().isLocal() ? Slots.of(spark.sc()) : 0;
    examination(tasks).here(DRIVER, hadoop).forEach(tell);
    Path root = settings.path("workspace");
    try (WorkspaceCheck workspace = new WorkspaceCheck(root, hadoop)) {
      Finding writable = workspace.ofDriver(DRIVER);
      tell.accept(writable);
      if (!spark.sc().isLocal()) {
        executors(writable.level() == Finding.Level.OK ? workspace.folder() : null);
      }
    } catch (IOException | RuntimeException e) {
      tell.accept(
          Finding.problem(
              DRIVER,
              "workspace",
              "%s cannot be used (%s): mend that, or name another",
              root,
              e.getMessage()));
    }
  }

  private Examination examination(int tasks) {
    boolean local = spark.sc().isLocal();
    return new Examination(
        settings,
        tasks,
        spark.getConf().getInt("spark.task.cpus", 1),
        GpuProperties.jarHasCuda(),
        tasks > 0 && !local && GpuProperties.asked(spark.getConf()));
  }

  /**
   * @param workspace where executors are to try to write; null for nowhere
   */
  private void executors(Path workspace) {
    try {
      visit(workspace);
    } catch (SettingsException e) {
      tell.accept(Finding.problem("executors", "visit", "tasks fail there: %s", e.getMessage()));
    }
  }

  private void visit(Path workspace) {
    Visits visits = new Visits(spark);
    int executors = visits.await();
    if (executors == 0) {
      tell.accept(none());
      return;
    }
    int tasks = Math.max(1, Slots.of(spark.sc()) / executors);
    tell.accept(OverheadCheck.of(spark.getConf(), tasks, TaskMemory.of(settings)));
    visits.all(examination(tasks), workspace).forEach(tell);
  }

  private Finding none() {
    SparkConf conf = spark.getConf();
    return Finding.problem(
        "executors",
        "start",
        "none came in %d s: the cluster has no room for one of %s cores and a heap of %s, or it"
            + " cannot reach the driver at %s; its logs tell",
        Visits.PATIENCE_S,
        conf.get("spark.executor.cores", "all"),
        conf.get("spark.executor.memory", "1g"),
        conf.get("spark.driver.host", "?"));
  }
}
