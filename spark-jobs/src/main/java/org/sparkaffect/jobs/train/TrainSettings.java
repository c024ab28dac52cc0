package org.sparkaffect.jobs.train;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;
import org.sparkaffect.network.Momentum;
import org.sparkaffect.network.PyramidPooling;
import org.sparkaffect.network.RateRule;

/**
 * How a network is trained.
 *
 * @param network its name
 * @param frozen whether the backbone stays as it is and only the head is trained
 * @param transfer whether the backbone begins with weights from elsewhere
 * @param weights the file of those; empty for the ones that come with the library
 * @param width factor of channels
 * @param pooling of the pyramid's levels
 * @param workers that train at once; empty for as many as there are slots for tasks
 * @param batch clips of a minibatch
 * @param averaging iterations from one averaging to the next
 * @param length iterations after which training stops
 * @param rate of learning at first
 * @param rateEvery iterations after which the rate is a tenth of what it was
 * @param views ways of looking at a clip that a frozen backbone's features are computed for
 * @param checkpoint time from one checkpoint to the next
 */
public record TrainSettings(
    String network,
    boolean frozen,
    boolean transfer,
    Optional<Path> weights,
    double width,
    String pooling,
    Optional<Integer> workers,
    int batch,
    int averaging,
    int length,
    double rate,
    int rateEvery,
    double momentum,
    int views,
    Duration checkpoint,
    long seed)
    implements Schedule {
  /** The network for whose backbone weights come with the library. */
  static final String SHIPPED = "resnet-lstm";

  /** The settings and groups of settings on which the model depends. */
  List<String> keys() {
    Stream<String> ofBoth =
        Stream.of("seed", "train.from-scratch", "train.averaging", "train.momentum", network);
    Stream<String> others =
        frozen ? Stream.of("train.views", "train.head") : Stream.of("train.whole");
    return Stream.concat(ofBoth, others).toList();
  }

  /**
   * Reads them.
   *
   * @throws SettingsException where one cannot be so
   */
  public static TrainSettings of(Settings settings, String network) {
    boolean frozen = isFrozen(settings, network);
    String schedule = schedule(frozen);
    return new TrainSettings(
        network,
        frozen,
        transfers(settings, network),
        settings
            .optional(network + ".weights", (config, key) -> config.getString(key))
            .map(Path::new),
        width(settings, network),
        pooling(settings, network),
        settings.config().hasPath("train.workers")
            ? Optional.of(atLeastOne(settings, "train.workers"))
            : Optional.empty(),
        atLeastOne(settings, schedule + "batch"),
        atLeastOne(settings, "train.averaging"),
        atLeastOne(settings, schedule + "iterations"),
        positive(settings, schedule + "rate"),
        atLeastOne(settings, schedule + "rate-every"),
        momentum(settings),
        atLeastOne(settings, "train.views"),
        settings.duration("train.checkpoint"),
        settings.config().getLong("seed"));
  }

  /** How weights are updated: the rate is a tenth after every so many iterations. */
  Momentum updater() {
    return new Momentum(
        Momentum.Kind.CLASSICAL,
        momentum,
        new StepSchedule(ScheduleType.ITERATION, rate, 0.1, rateEvery));
  }

  @Override
  public int iterations(int clips, int workersAtOnce) {
    return length;
  }

  @Override
  public Optional<RateRule> rule() {
    return Optional.empty();
  }

  @Override
  public String rateSetting() {
    return schedule(frozen) + "rate";
  }

  private static String schedule(boolean frozen) {
    return frozen ? "train.head." : "train.whole.";
  }

  /** How a network is trained. */
  NeuralNetConfiguration.Builder training() {
    return new NeuralNetConfiguration.Builder().seed(seed).updater(updater());
  }

  private static String pooling(Settings settings, String network) {
    String key = network + ".pyramid.pooling";
    if (!Settings.has(key)) {
      return null;
    }
    String pooling = settings.config().getString(key);
    try {
      PyramidPooling.parse(pooling);
    } catch (InputException e) {
      throw settings.refused(
          key, "must be flatten, or rows x columns as in 4x4, not '%s'".formatted(pooling));
    }
    return pooling;
  }

  private static double width(Settings settings, String network) {
    String key = network + ".width";
    double width = positive(settings, key);
    boolean shipped = network.equals(SHIPPED) && !settings.config().hasPath(SHIPPED + ".weights");
    if (width != 1 && shipped && transfers(settings, SHIPPED)) {
      throw settings.refused(
          key,
          "must be 1 for the weights that come with it, unless %s.transfer = false"
              .formatted(SHIPPED));
    }
    return width;
  }

  /** Whether the layers that are taken from elsewhere stay as they are. */
  static boolean isFrozen(Settings settings, String network) {
    return settings.name(network + ".backbone", List.of("frozen", "finetune")).equals("frozen");
  }

  /** Whether any are taken. */
  static boolean transfers(Settings settings, String network) {
    return settings.config().getBoolean(network + ".transfer")
        && !settings.config().getBoolean("train.from-scratch");
  }

  static double momentum(Settings settings) {
    double momentum = settings.config().getDouble("train.momentum");
    if (!(momentum >= 0 && momentum < 1)) {
      throw settings.refused("train.momentum", "must be at least 0 and below 1");
    }
    return momentum;
  }

  static int atLeastOne(Settings settings, String key) {
    int value = settings.config().getInt(key);
    if (value < 1) {
      throw settings.refused(key, "must be at least 1");
    }
    return value;
  }

  static double positive(Settings settings, String key) {
    double value = settings.config().getDouble(key);
    if (!(value > 0)) {
      throw settings.refused(key, "must be above 0");
    }
    return value;
  }
}
