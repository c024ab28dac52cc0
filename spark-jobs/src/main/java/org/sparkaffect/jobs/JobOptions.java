package org.sparkaffect.jobs;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.jobs.cluster.Sessions;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;
import org.sparkaffect.jobs.table.LockHolder;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.WorkspaceLock;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options of every job. Any option of a job, these or its own, overrides the setting of the
 * same name: {@code --stages} of extract overrides {@code extract.stages} where that exists, else
 * {@code stages}.
 */
final class JobOptions {
  private static final Logger log = LoggerFactory.getLogger(JobOptions.class);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec job;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "settings, a path or URI; conf/defaults.conf in the sources documents them all")
  private String config;

  @Option(names = "--workspace", paramLabel = "URI", description = "folder of the tables")
  private String workspace;

  @Option(names = "--limit", paramLabel = "N", description = "take at most N clips")
  private Long limit;

  @Option(names = "--dry-run", description = "only tell what would be done")
  private boolean dryRun;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "explain the job")
  private boolean help;

  /** Runs a job with what the command line and the settings file say. */
  @SuppressWarnings("try") // a lock works by being open
  int run(Job job) throws Exception {
    Settings settings = Settings.load(config, overrides());
    job.check(settings);
    try (SparkSession spark = Sessions.open(job.name());
        WorkspaceLock lock = lock(job, settings, spark)) {
      run(job, settings, spark);
    }
    return ExitCode.DONE;
  }

  /** Null for a job that changes nothing. */
  private static WorkspaceLock lock(Job job, Settings settings, SparkSession spark)
      throws IOException {
    if (!job.writes() || settings.config().getBoolean("dry-run")) {
      return null;
    }
    Workspace workspace =
        new Workspace(settings.path("workspace"), spark.sparkContext().hadoopConfiguration());
    return WorkspaceLock.take(workspace, job.name(), JobOptions::end);
  }

  /** At once, as two would write to one workspace otherwise. */
  private static void end(LockHolder other) {
    log.error(
        "this process was not heard of, so {} took its place in the workspace; give the command again when that has ended",
        other);
    Runtime.getRuntime().halt(ExitCode.WORKSPACE);
  }

  /** What a job throws when Spark has ended under it is no bug of the job's. */
  private static void run(Job job, Settings settings, SparkSession spark) throws Exception {
    try {
      job.run(settings, spark);
    } catch (RuntimeException | IOException e) {
      if (!spark.sparkContext().isLocal() && spark.sparkContext().isStopped()) {
        throw new SettingsException(
            "Spark ended under the job: the master %s does not answer or has ended the application, as the lines above say; mend that and give the same command again"
                .formatted(spark.sparkContext().master()),
            e);
      }
      throw e;
    }
  }

  private Map<String, Object> overrides() {
    Map<String, Object> overrides = new HashMap<>();
    for (OptionSpec option : job.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName().substring("--".length());
      List.of(job.name() + "." + name, name).stream()
          .filter(Settings::has)
          .findFirst()
          .ifPresent(key -> overrides.put(key, option.getValue()));
    }
    return overrides;
  }
}
