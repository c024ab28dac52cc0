package org.sparkaffect.jobs.train;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;
import org.sparkaffect.network.EvenFall;
import org.sparkaffect.network.Momentum;
import org.sparkaffect.network.RateRule;
import org.sparkaffect.network.Regularisation;
import org.sparkaffect.network.VoiceInput;
import org.sparkaffect.network.VoiceNetwork;
import org.sparkaffect.network.VoiceTask;

/**
 * How a network of the voice is trained on its source task or its target task.
 *
 * @param group of settings that tell
 * @param frozen whether transferred layers stay as they are
 * @param transfer whether there are any
 * @param weights the file of those; empty for the workspace's own or the ones that come with the
 *     library
 * @param frames rows of descriptors that are a step of the LSTM
 * @param epochs after which training stops
 * @param rate of learning at first, for momentum of unit gain
 * @param trainShare of the source task's speakers; the others are for validation
 * @param rule what the rate does after an epoch; empty where it falls evenly to 0
 */
record VoiceSettings(
    VoiceNetwork voice,
    VoiceTask task,
    String group,
    boolean frozen,
    boolean transfer,
    Optional<Path> weights,
    int frames,
    Optional<Integer> workers,
    int batch,
    int averaging,
    int epochs,
    double rate,
    Optional<RateRule> rule,
    double momentum,
    Regularisation regularisation,
    double trainShare,
    Duration checkpoint,
    long seed)
    implements Schedule {

  /**
   * Reads them.
   *
   * @throws SettingsException where one cannot be so
   */
  static VoiceSettings of(Settings settings, VoiceNetwork voice, VoiceTask task) {
    String target = voice.label(VoiceTask.EMOTION);
    boolean ofTarget = task == VoiceTask.EMOTION;
    String group = (ofTarget ? "train." : "pretrain-audio.") + target;
    return new VoiceSettings(
        voice,
        task,
        group,
        ofTarget && TrainSettings.isFrozen(settings, target),
        ofTarget && TrainSettings.transfers(settings, target),
        settings
            .optional(target + ".weights", (config, key) -> config.getString(key))
            .map(Path::new),
        TrainSettings.atLeastOne(settings, "audio-lstm.frames"),
        Optional.of(TrainSettings.atLeastOne(settings, group + ".workers")),
        TrainSettings.atLeastOne(settings, group + ".batch"),
        TrainSettings.atLeastOne(settings, group + ".averaging"),
        TrainSettings.atLeastOne(settings, group + ".epochs"),
        TrainSettings.positive(settings, group + ".rate"),
        rule(settings, group),
        TrainSettings.momentum(settings),
        regularisation(settings, group),
        trainShare(settings),
        settings.duration("train.checkpoint"),
        settings.config().getLong("seed"));
  }

  private static Optional<RateRule> rule(Settings settings, String group) {
    String how = settings.name(group + ".rate-falls", List.of("evenly", "by-validation"));
    RateRule rule =
        new RateRule(
            TrainSettings.positive(settings, "train.rate-decrease"),
            TrainSettings.positive(settings, "train.rate-increase"));
    return how.equals("evenly") ? Optional.empty() : Optional.of(rule);
  }

  private static Regularisation regularisation(Settings settings, String group) {
    double dropout = atLeast0(settings, group + ".dropout");
    if (dropout >= 1) {
      throw settings.refused(group + ".dropout", "must be below 1");
    }
    return new Regularisation(
        atLeast0(settings, group + ".noise"), dropout, atLeast0(settings, group + ".decay"));
  }

  private static double trainShare(Settings settings) {
    double share = settings.config().getDouble("pretrain-audio.train-share");
    if (!(share > 0 && share < 1)) {
      throw settings.refused("pretrain-audio.train-share", "must be above 0 and below 1");
    }
    return share;
  }

  private static double atLeast0(Settings settings, String key) {
    double value = settings.config().getDouble(key);
    if (!(value >= 0)) {
      throw settings.refused(key, "must be at least 0");
    }
    return value;
  }

  @Override
  public String network() {
    return voice.label(task);
  }

  /** The settings and groups of settings on which the model depends. */
  List<String> keys() {
    List<String> ofBoth =
        List.of("seed", "train.momentum", "train.rate-decrease", "train.rate-increase", group);
    List<String> ofTarget = List.of("train.from-scratch", voice.label(VoiceTask.EMOTION));
    List<String> ofSource = List.of("pretrain-audio.train-share", "audio-lstm.frames");
    return Stream.of(ofBoth, task == VoiceTask.EMOTION ? ofTarget : ofSource)
        .flatMap(List::stream)
        .toList();
  }

  /** What the network reads of a voice. */
  VoiceInput input() {
    return new VoiceInput(voice, frames);
  }

  /** The network as it is trained, with so many clips to train on. */
  ComputationGraphConfiguration training(int clips) {
    ISchedule schedule =
        rule.isPresent()
            ? new FixedSchedule(rate)
            : new EvenFall(rate, iterations(clips, workers.orElseThrow()));
    Momentum updater = new Momentum(Momentum.Kind.UNIT_GAIN, momentum, schedule);
    return voice.configuration(
        new NeuralNetConfiguration.Builder().seed(seed).updater(updater),
        task,
        regularisation,
        frozen ? Momentum.frozen() : null);
  }

  @Override
  public int iterations(int clips, int workersAtOnce) {
    return Math.max(
        1, Math.toIntExact(Math.round((double) epochs * clips / (batch * workersAtOnce))));
  }

  @Override
  public String rateSetting() {
    return group + ".rate";
  }
}
