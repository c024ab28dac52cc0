package org.sparkaffect.jobs;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.Layout;
import org.sparkaffect.jobs.archive.ArchiveScoring;
import org.sparkaffect.jobs.archive.ArchiveSettings;
import org.sparkaffect.jobs.batch.Summary;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.table.JobSummary;
import org.sparkaffect.jobs.table.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * From files of which nothing is known to the tables {@code scores}, {@code fused} and {@code
 * archive}, with models and weights that are there:
 *
 * <pre>
 * deploy/affect score-archive --archive /programmes --models work/models --workspace scored
 * </pre>
 *
 * <p>No picture and no sound is stored. Files are cut to clips where {@code segments.length} says
 * so. What is said of {@code extract} holds for restarts, rejected clips and crashes.
 */
@Command(
    name = ArchiveScoring.JOB,
    sortOptions = false,
    description = "Scores an archive with trained models, in one pass from video to fused scores.")
final class ScoreArchive implements Job, Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(ScoreArchive.class);

  @Mixin private JobOptions options;

  @Option(
      names = "--archive",
      paramLabel = "URI",
      description = "folder of media files, those in its folders too")
  private String archive;

  @Option(
      names = "--manifest",
      paramLabel = "URI",
      description = "in its place, a list of clips, or the folder of a data set")
  private String manifest;

  @Option(
      names = "--models",
      paramLabel = "URI",
      description = "folder of models, as WORKSPACE/models; that of the workspace if not given")
  private String models;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description =
          "weights of the fusion, CSV or a table; tables/weights beside the models if not given")
  private String weights;

  @Override
  public String name() {
    return ArchiveScoring.JOB;
  }

  @Override
  public Integer call() throws Exception {
    return options.run(this);
  }

  @Override
  public void check(Settings settings) {
    ArchiveSettings.of(settings);
    Extract.layoutOf(settings);
    Extract.checkExtraction(settings);
  }

  @Override
  public void run(Settings settings, SparkSession spark) throws IOException {
    long begin = System.nanoTime();
    ArchiveSettings ofArchive = ArchiveSettings.of(settings);
    Layout layout = ofArchive.folder() ? Layout.FLAT : Extract.layoutOf(settings);
    List<Clip> clips = Extract.clips(ofArchive.files(), layout, settings, spark);
    ArchiveScoring scoring = new ArchiveScoring(settings, spark);
    if (settings.config().getBoolean("dry-run")) {
      log.info("would score {}", scoring.describe(clips));
      return;
    }
    Summary summary = scoring.run(clips);
    double seconds = (System.nanoTime() - begin) / 1e9;
    log.info(
        "%s: %d clips in %.1f s (%.1f clips/s), %s"
            .formatted(
                name(), summary.clips(), seconds, summary.clips() / seconds, summary.rejects()));
    if (summary.clips() > 0) {
      new JobSummary(name(), seconds, summary.clips(), summary.rejected())
          .write(
              new Workspace(
                  settings.path("workspace"), spark.sparkContext().hadoopConfiguration()));
    }
    Extract.judge(scoring.summary(clips), settings);
  }
}
