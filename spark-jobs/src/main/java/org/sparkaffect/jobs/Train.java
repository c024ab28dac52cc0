package org.sparkaffect.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.train.NetworkTraining;
import org.sparkaffect.network.VisualModel;
import org.sparkaffect.network.VoiceNetwork;
import org.sparkaffect.network.VoiceTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * From the tables {@code faces} and {@code acoustics} to {@code models/NETWORK} and the tables
 * {@code features} and {@code training_log}:
 *
 * <pre>
 * deploy/affect train --network resnet-lstm --workspace work
 * </pre>
 *
 * <p>A training that was killed goes on from its last checkpoint, and a model that is trained stays
 * as it is. A network whose table the workspace lacks is left out, if another one's is there.
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
      description =
          "what to train: vgg-lstm, resnet-lstm, c3d, audio-dnn, audio-lstm, or all of them")
  private List<String> networks;

  @Option(
      names = "--from-scratch",
      description = "begin with random weights, to see what transfer is worth")
  private boolean fromScratch;

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
    NetworkTraining.check(settings, networks(settings));
  }

  private static List<String> networks(Settings settings) {
    List<String> all =
        Stream.of(VisualModel.NAMES, VoiceNetwork.labels(VoiceTask.EMOTION))
            .flatMap(List::stream)
            .toList();
    List<String> known = Stream.concat(all.stream(), Stream.of(ALL)).toList();
    List<String> named = settings.names("train.network", known);
    return named.contains(ALL) ? all : named;
  }

  @Override
  public void run(Settings settings, SparkSession spark) throws Exception {
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    List<String> able = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String network : networks(settings)) {
      boolean hasInput = new NetworkTraining(settings, network, context).hasInput();
      (hasInput ? able : others).add(network);
    }
    if (!able.isEmpty() && !others.isEmpty()) {
      log.warn("left out, since the workspace has not the table that they read: {}", others);
    }
    for (String network : able.isEmpty() ? others : able) {
      NetworkTraining training = new NetworkTraining(settings, network, context);
      if (settings.config().getBoolean("dry-run")) {
        log.info("would train {}", training.describe());
      } else {
        training.run();
      }
    }
  }
}
