package org.sparkaffect.jobs;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.table.NotMadeYetException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * From a manifest to the last table, by one settings file: {@code deploy/affect run --config
 * conf/local.conf}. The settings of all jobs are checked before the first begins; the first job
 * that fails ends the run, and the same command resumes it.
 */
@Command(
    sortOptions = false,
    description =
        "Runs all jobs in order, from one settings file (--config) that names a manifest.")
final class Run implements Job, Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(Run.class);

  private final List<Job> jobs;

  @Mixin private JobOptions options;

  /**
   * @param jobs in the order in which they run
   */
  Run(List<Job> jobs) {
    this.jobs = jobs;
  }

  @Override
  public String name() {
    return "run";
  }

  @Override
  public Integer call() throws Exception {
    return options.run(this);
  }

  @Override
  public void check(Settings settings) {
    settings.path("manifest");
    jobs.forEach(job -> job.check(settings));
  }

  @Override
  public void run(Settings settings, SparkSession spark) throws Exception {
    boolean dry = settings.config().getBoolean("dry-run");
    for (Job job : jobs) {
      log.info("{} begins", job.name());
      try {
        job.run(settings, spark);
      } catch (NotMadeYetException e) {
        if (!dry) {
          throw e;
        }
        log.info("what {} would do is not known yet: {}", job.name(), e.getMessage());
        return;
      }
    }
  }
}
