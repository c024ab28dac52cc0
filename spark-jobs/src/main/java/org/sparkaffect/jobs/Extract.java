package org.sparkaffect.jobs;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.Layout;
import org.sparkaffect.clip.Manifest;
import org.sparkaffect.clip.SplitRule;
import org.sparkaffect.jobs.batch.Summary;
import org.sparkaffect.jobs.extract.ExtractSettings;
import org.sparkaffect.jobs.extract.Extraction;
import org.sparkaffect.jobs.extract.Stage;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;
import org.sparkaffect.jobs.table.JobSummary;
import org.sparkaffect.jobs.table.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * From a manifest to the tables {@code clips}, {@code faces}, {@code acoustics} and {@code
 * rejects}:
 *
 * <pre>
 * deploy/affect extract --manifest clips.csv --workspace work
 * SPARK_HOME=... deploy/affect extract --manifest hdfs:///archive --workspace hdfs:///work -- --master yarn
 * </pre>
 *
 * <p>Each file is decoded once. A clip that gives no row is a row of {@code rejects}. Clips that
 * the workspace has are passed over, so several manifests add up and a job that was killed goes on;
 * but those that were rejected for a reason that may have passed are tried again.
 */
@Command(
    sortOptions = false,
    description = "Turns the clips of a manifest into tables of aligned faces and voice features.")
final class Extract implements Job, Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(Extract.class);

  @Mixin private JobOptions options;

  @Option(
      names = "--manifest",
      paramLabel = "URI",
      description = "list of clips (CSV, Parquet), or the folder of a data set")
  private String manifest;

  @Option(
      names = "--layout",
      paramLabel = "NAME",
      description = "csv, parquet, flat, afew, ravdess or crema-d; guessed if not given")
  private String layout;

  @Option(
      names = "--stages",
      split = ",",
      paramLabel = "NAME",
      description = "what to extract: faces, acoustics; both if not given")
  private List<String> stages;

  @Option(
      names = "--retry-rejects",
      description = "try all rejected clips again, not only those that may do by themselves")
  private boolean retryRejects;

  @Override
  public String name() {
    return "extract";
  }

  @Override
  public Integer call() throws Exception {
    return options.run(this);
  }

  @Override
  public void check(Settings settings) {
    settings.path("manifest");
    if (settings.names("extract.stages", Stage.ALL).isEmpty()) {
      throw settings.refused("extract.stages", "must name at least one");
    }
    layoutOf(settings);
    splitRule(settings);
    checkExtraction(settings);
  }

  /** What matters to every extraction. */
  static void checkExtraction(Settings settings) {
    ExtractSettings.of(settings);
    for (String key : List.of("limit", "extract.task-clips", "extract.batch-tasks")) {
      if (settings.optional(key, (config, path) -> config.getLong(path)).orElse(1L) < 1) {
        throw settings.refused(key, "must be at least 1");
      }
    }
    double ratio = settings.config().getDouble("max-reject-ratio");
    if (!(ratio >= 0 && ratio <= 1)) {
      throw settings.refused("max-reject-ratio", "must be from 0 to 1");
    }
  }

  static Layout layoutOf(Settings settings) {
    List<String> known = List.of(Layout.values()).stream().map(Layout::label).toList();
    return settings.config().hasPath("layout")
        ? Layout.parse(settings.name("layout", known)).orElseThrow()
        : null;
  }

  static SplitRule splitRule(Settings settings) {
    settings.name("split.by", List.of("subject"));
    try {
      return new SplitRule(
          settings.config().getDouble("split.train"),
          settings.config().getDouble("split.val"),
          settings.config().getDouble("split.test"),
          settings.config().getLong("seed"));
    } catch (InputException e) {
      throw new SettingsException(e.getMessage(), e);
    }
  }

  @Override
  public void run(Settings settings, SparkSession spark) throws IOException {
    long begin = System.nanoTime();
    Extraction extraction = Extraction.ofClips(settings, spark);
    List<Clip> clips = clips(settings.path("manifest"), layoutOf(settings), settings, spark);
    if (settings.config().getBoolean("dry-run")) {
      log.info("would extract {}", extraction.describe(clips));
      return;
    }
    Summary summary = extraction.run(clips);
    int taskCpus = spark.sparkContext().conf().getInt("spark.task.cpus", 1);
    double seconds = (System.nanoTime() - begin) / 1e9;
    double coreSeconds = Math.max(1, summary.nanosOfTasks()) / 1e9 * taskCpus;
    log.info(
        "extract: %d clips in %.1f s (%.1f clips/s, %.0f decoded frames/s a core), %s"
            .formatted(
                summary.clips(),
                seconds,
                summary.clips() / seconds,
                extraction.frames() / coreSeconds,
                summary.rejects()));
    if (summary.clips() > 0) {
      new JobSummary(name(), seconds, summary.clips(), summary.rejected())
          .write(new Workspace(settings.path("workspace"), hadoop(spark)));
    }
    Summary all = extraction.summary(clips);
    if (all.clips() > summary.clips()) {
      log.info("extract: with runs before, {} clips, {}", all.clips(), all.rejects());
    }
    judge(all, settings);
  }

  /** The clips of a manifest, as many as the settings allow. */
  static List<Clip> clips(Path manifest, Layout layout, Settings settings, SparkSession spark) {
    List<Clip> clips =
        Manifest.read(manifest.toString(), layout, splitRule(settings), hadoop(spark));
    long limit =
        settings.optional("limit", (config, key) -> config.getLong(key)).orElse(Long.MAX_VALUE);
    return clips.stream().limit(limit).toList();
  }

  private static Configuration hadoop(SparkSession spark) {
    return spark.sparkContext().hadoopConfiguration();
  }

  /** Fails where too little came of an extraction. */
  static void judge(Summary summary, Settings settings) {
    double maxRejectRatio = settings.config().getDouble("max-reject-ratio");
    if (summary.nothingReadable()) {
      throw new InputException(
          "not one of the %d clips could be read; the table of rejects says why"
              .formatted(summary.clips()));
    }
    for (String stage : summary.stages()) {
      if (summary.rejected(stage) > maxRejectRatio * summary.clips()) {
        throw new TooManyRejectsException(
            stage, summary.rejected(stage), summary.clips(), maxRejectRatio);
      }
    }
  }
}
