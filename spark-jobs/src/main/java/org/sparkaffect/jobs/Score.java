package org.sparkaffect.jobs;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.jobs.score.ScoreSettings;
import org.sparkaffect.jobs.score.Scoring;
import org.sparkaffect.jobs.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * From trained models and the tables {@code faces} and {@code acoustics} to the table {@code
 * scores}:
 *
 * <pre>
 * deploy/affect score --network resnet-lstm --workspace work
 * </pre>
 *
 * <p>Clips that a model has scored are passed over, so a run that was killed goes on. The rows of a
 * model that was trained anew take the place of those before.
 */
@Command(
    sortOptions = false,
    description = "Scores every clip of a workspace with its trained networks.")
final class Score implements Job, Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(Score.class);

  @Mixin private JobOptions options;

  @Option(
      names = "--network",
      split = ",",
      paramLabel = "NAME",
      description = "with what to score; all (the default) is each network that was trained")
  private List<String> networks;

  @Override
  public String name() {
    return "score";
  }

  @Override
  public Integer call() throws Exception {
    return options.run(this);
  }

  @Override
  public void check(Settings settings) {
    ScoreSettings.of(settings);
  }

  @Override
  public void run(Settings settings, SparkSession spark) throws Exception {
    Scoring scoring = new Scoring(settings, new JavaSparkContext(spark.sparkContext()));
    if (settings.config().getBoolean("dry-run")) {
      log.info("would score {}", scoring.describe());
    } else {
      scoring.run();
    }
  }
}
