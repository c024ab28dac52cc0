package org.sparkaffect.jobs;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.jobs.imageset.ImageSetSettings;
import org.sparkaffect.jobs.imageset.ImageSetTraining;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.train.NetworkTraining;
import org.sparkaffect.jobs.train.TrainSettings;
import org.sparkaffect.network.VisualModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * From the table {@code faces} to {@code models/NETWORK} and the tables {@code features} and {@code
 * training_log}:
 *
 * <pre>
 * deploy/affect train --network resnet-lstm --workspace work
 * </pre>
 *
 * <p>A training that was killed goes on from its last checkpoint, and a model that is trained stays
 * as it is.
 */
@Command(
    sortOptions = false,
    description = "Trains networks on the clips of a workspace, by parameter averaging.")
final class Train implements Job, Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(Train.class);
  private static final String ALL = "all";

  @Mixin private JobOptions options;

  @Option(
      names = "--network",
      split = ",",
      paramLabel = "NAME",
      description = "what to train: vgg-lstm, resnet-lstm, c3d, image-set, or all of them")
  private List<String> networks;

  @Override
  public String name() {
    return "train";
  }

  @Override
  public Integer call() throws Exception {
    return options.run(this);
  }

  @Override
  public void check(Settings settings) {
    for (String network : networks(settings)) {
      if (network.equals(ImageSetSettings.NAME)) {
        ImageSetSettings.of(settings);
      } else {
        TrainSettings.of(settings, network);
      }
    }
  }

  /** The image-set model comes last, as it may take what another network was trained to. */
  private static List<String> networks(Settings settings) {
    List<String> all =
        Stream.concat(VisualModel.NAMES.stream(), Stream.of(ImageSetSettings.NAME)).toList();
    List<String> known = Stream.concat(all.stream(), Stream.of(ALL)).toList();
    List<String> named = settings.names("train.network", known);
    return named.contains(ALL) ? all : all.stream().filter(named::contains).toList();
  }

  @Override
  public void run(Settings settings, SparkSession spark) throws Exception {
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    for (String network : networks(settings)) {
      if (network.equals(ImageSetSettings.NAME)) {
        trainImageSet(settings, context);
      } else {
        trainNetwork(settings, network, context);
      }
    }
  }

  private static void trainNetwork(Settings settings, String network, JavaSparkContext spark)
      throws Exception {
    NetworkTraining training = new NetworkTraining(settings, network, spark);
    if (settings.config().getBoolean("dry-run")) {
      log.info("would train {}", training.describe());
    } else {
      training.run();
    }
  }

  private static void trainImageSet(Settings settings, JavaSparkContext spark) throws Exception {
    ImageSetTraining training = new ImageSetTraining(settings, spark);
    if (settings.config().getBoolean("dry-run")) {
      log.info("would train {}", training.describe());
    } else {
      training.run();
    }
  }
}
