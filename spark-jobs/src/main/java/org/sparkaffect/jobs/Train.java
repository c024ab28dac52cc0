package org.sparkaffect.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.jobs.imageset.ImageSetSettings;
import org.sparkaffect.jobs.imageset.ImageSetTraining;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.table.JobSummary;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.train.ModelTraining;
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
          "what to train: vgg-lstm, resnet-lstm, c3d, image-set, audio-dnn, audio-lstm, or all of"
              + " them")
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
    List<String> networks = networks(settings);
    if (networks.contains(ImageSetSettings.NAME)) {
      ImageSetSettings.of(settings);
    }
    NetworkTraining.check(
        settings, networks.stream().filter(name -> !name.equals(ImageSetSettings.NAME)).toList());
  }

  /** The image-set model comes last, as it may take what another network was trained to. */
  private static List<String> networks(Settings settings) {
    List<String> all =
        Stream.of(
                VisualModel.NAMES,
                VoiceNetwork.labels(VoiceTask.EMOTION),
                List.of(ImageSetSettings.NAME))
            .flatMap(List::stream)
            .toList();
    List<String> known = Stream.concat(all.stream(), Stream.of(ALL)).toList();
    List<String> named = settings.names("train.network", known);
    return named.contains(ALL) ? all : all.stream().filter(named::contains).toList();
  }

  @Override
  public void run(Settings settings, SparkSession spark) throws Exception {
    long begin = System.nanoTime();
    long clips = 0;
    JavaSparkContext context = new JavaSparkContext(spark.sparkContext());
    List<ModelTraining> able = new ArrayList<>();
    List<ModelTraining> others = new ArrayList<>();
    for (String network : networks(settings)) {
      ModelTraining training =
          network.equals(ImageSetSettings.NAME)
              ? new ImageSetTraining(settings, context)
              : new NetworkTraining(settings, network, context);
      (training.hasInput() ? able : others).add(training);
    }
    if (!able.isEmpty() && !others.isEmpty()) {
      log.warn("left out, since the workspace has not the table that they read: {}", others);
    }
    for (ModelTraining training : able.isEmpty() ? others : able) {
      if (settings.config().getBoolean("dry-run")) {
        log.info("would train {}", training.describe());
      } else {
        clips += training.run();
      }
    }
    if (clips > 0) {
      new JobSummary(name(), (System.nanoTime() - begin) / 1e9, clips, Map.of())
          .write(new Workspace(settings.path("workspace"), context.hadoopConfiguration()));
    }
  }
}
