package org.sparkaffect.jobs;

import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.jobs.fuse.FuseSettings;
import org.sparkaffect.jobs.fuse.Fusion;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.table.JobSummary;
import org.sparkaffect.jobs.table.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * From the table {@code scores} to the tables {@code weights}, {@code feedback}, {@code fused},
 * {@code confusion} and {@code metrics}:
 *
 * <pre>
 * deploy/affect fuse --workspace work
 * deploy/affect fuse --workspace work --weights conf/paper-weights.csv
 * deploy/affect fuse --workspace work --feedback holdout
 * deploy/affect fuse --workspace work --feedback answers.csv --submission to-submit
 * </pre>
 *
 * <p>Each fusion takes the place of the one before.
 */
@Command(
    sortOptions = false,
    description = "Fuses the scores of networks, and tells how good they and the fusion are.")
final class Fuse implements Job, Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(Fuse.class);

  @Mixin private JobOptions options;

  @Option(
      names = "--learn-on",
      paramLabel = "SPLIT",
      description = "search for weights on the clips of train, val (if not given) or test")
  private String learnOn;

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "take weights as they are, from a CSV file or a table of weights")
  private String weights;

  @Option(
      names = "--feedback",
      paramLabel = "holdout|FILE",
      description = "adjust weights to answers: of labels that are held out, or of a CSV file")
  private String feedback;

  @Option(
      names = "--objective",
      paramLabel = "NAME",
      description = "what weights are searched for: accuracy (if not given) or mean-recall")
  private String objective;

  @Option(
      names = "--submission",
      paramLabel = "DIR",
      description = "write CLIP_ID.txt with its label for each clip that is submitted")
  private String submission;

  @Override
  public String name() {
    return "fuse";
  }

  @Override
  public Integer call() throws Exception {
    return options.run(this);
  }

  @Override
  public void check(Settings settings) {
    FuseSettings.of(settings);
  }

  @Override
  public void run(Settings settings, SparkSession spark) throws Exception {
    Fusion fusion = new Fusion(settings, new JavaSparkContext(spark.sparkContext()));
    if (settings.config().getBoolean("dry-run")) {
      log.info("would fuse {}", fusion.describe());
    } else {
      long begin = System.nanoTime();
      int clips = fusion.run();
      new JobSummary(name(), (System.nanoTime() - begin) / 1e9, clips, Map.of())
          .write(
              new Workspace(
                  settings.path("workspace"), spark.sparkContext().hadoopConfiguration()));
    }
  }
}
