package org.sparkaffect.jobs;

import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.jobs.report.Reporting;
import org.sparkaffect.jobs.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * From all tables of a workspace to {@code report/report.html}, one file that needs no network, and
 * the same in Markdown, {@code report/report.md}:
 *
 * <pre>
 * deploy/affect report --workspace work
 * </pre>
 *
 * <p>Of what is missing it says which job makes it.
 */
@Command(
    sortOptions = false,
    description = "Writes a report of a workspace, as one HTML file and in Markdown.")
final class Report implements Job, Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(Report.class);

  @Mixin private JobOptions options;

  @Option(
      names = "--against",
      paramLabel = "WORKSPACE",
      description = "another workspace, to compare each emotion's recall with")
  private String against;

  @Override
  public String name() {
    return "report";
  }

  @Override
  public Integer call() throws Exception {
    return options.run(this);
  }

  @Override
  public boolean writes() {
    return false;
  }

  @Override
  public void check(Settings settings) {
    settings.path("workspace");
  }

  @Override
  public void run(Settings settings, SparkSession spark) throws Exception {
    if (settings.config().getBoolean("dry-run")) {
      log.info("would write {}/report/report.html and report.md", settings.path("workspace"));
    } else {
      new Reporting(settings, spark.sparkContext().hadoopConfiguration()).run();
    }
  }
}
