package org.sparkaffect.jobs;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparkaffect.jobs.doctor.Checkup;
import org.sparkaffect.jobs.doctor.Finding;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Looks, before a night's work, whether it can go well: a line a check on standard output, of the
 * driver and of every executor.
 *
 * <pre>
 * deploy/affect doctor --config my.conf
 * SPARK_HOME=... deploy/affect doctor --config my.conf -- --master yarn --num-executors 20
 * </pre>
 *
 * <p>The exit code is 0, with warnings too, or 2 where there is a problem.
 */
@Command(
    name = "doctor",
    sortOptions = false,
    description = "Checks machines, memory, files and settings, and says what to change.")
final class Doctor implements Job, Callable<Integer> {
  private final List<Job> jobs;

  @Mixin private JobOptions options;

  @Spec private CommandSpec spec;

  @Option(
      names = "--manifest",
      paramLabel = "URI",
      description = "list of clips, or the folder of a data set")
  private String manifest;

  /**
   * @param jobs of which the settings are checked
   */
  Doctor(List<Job> jobs) {
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return "doctor";
  }

  @Override
  public Integer call() throws Exception {
    return options.run(this);
  }

  @Override
  public boolean writes() {
    return false;
  }

  /** What it would refuse is one of its findings. */
  @Override
  public void check(Settings settings) {}

  @Override
  public void run(Settings settings, SparkSession spark) {
    AtomicInteger problems = new AtomicInteger();
    jobs.forEach(job -> tell(settingsOf(job, settings), problems));
    new Checkup(
            settings,
            new JavaSparkContext(spark.sparkContext()),
            finding -> tell(finding, problems))
        .run();
    if (problems.get() > 0) {
      throw new SettingsException(
          "%d of the lines above are problems, which say what to change".formatted(problems.get()));
    }
  }

  private static Finding settingsOf(Job job, Settings settings) {
    try {
      job.check(settings);
      return new Finding(Finding.Level.OK, "settings", job.name(), "valid");
    } catch (SettingsException e) {
      // Who asks about machines alone has no manifest yet.
      Finding.Level level =
          settings.config().hasPath("manifest") ? Finding.Level.PROBLEM : Finding.Level.WARNING;
      return new Finding(level, "settings", job.name(), e.getMessage());
    }
  }

  private void tell(Finding finding, AtomicInteger problems) {
    spec.commandLine().getOut().println(finding);
    spec.commandLine().getOut().flush();
    if (finding.level() == Finding.Level.PROBLEM) {
      problems.incrementAndGet();
    }
  }
}
