package org.sparkaffect.jobs.imageset;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.sparkaffect.imageset.KernelLogistic;
import org.sparkaffect.imageset.KernelPls;
import org.sparkaffect.imageset.KernelSvm;
import org.sparkaffect.imageset.Trainer;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.train.TrainSettings;

/**
 * How the image-set model is trained.
 *
 * @param features the network whose backbone gives the features of frames
 * @param level the layer of the backbone, or {@code last}
 * @param views ways of looking at a clip to train on
 * @param ranks of subspaces, to choose from
 * @param degrees of polynomial kernels, to choose from
 * @param weighted whether the kernels' weights are chosen, too
 * @param block sets that are compared with as many others at once
 */
public record ImageSetSettings(
    TrainSettings features,
    String level,
    int views,
    List<Integer> ranks,
    List<Integer> degrees,
    Trainer trainer,
    boolean weighted,
    int block,
    long seed) {
  /** What the model is called. */
  public static final String NAME = "image-set";

  private static final List<String> FEATURES = List.of("vgg-lstm", "resnet-lstm");

  /**
   * Reads them.
   *
   * @throws org.sparkaffect.jobs.settings.SettingsException where one cannot be so
   */
  public static ImageSetSettings of(Settings settings) {
    TrainSettings features =
        TrainSettings.of(settings, settings.name("image-set.features", FEATURES));
    return new ImageSetSettings(
        features,
        settings.config().getString("image-set.level"),
        features.views(),
        wholeNumbers(settings, "image-set.ranks"),
        wholeNumbers(settings, "image-set.degrees"),
        trainer(settings),
        settings.name("image-set.weights", List.of("equal", "validation")).equals("validation"),
        atLeastOne(settings, "image-set.block"),
        features.seed());
  }

  /** The settings and groups of settings on which the model depends. */
  List<String> keys() {
    return List.of(
        "seed",
        "train.views",
        features.network(),
        "image-set.features",
        "image-set.level",
        "image-set.ranks",
        "image-set.degrees",
        "image-set.classifier",
        "image-set.components",
        "image-set.costs",
        "image-set.penalties",
        "image-set.weights");
  }

  /** With which all sets are made. */
  int rank() {
    return ranks.stream().mapToInt(Integer::intValue).max().orElseThrow();
  }

  private static Trainer trainer(Settings settings) {
    return switch (settings.name("image-set.classifier", List.of("pls", "svm", "logistic"))) {
      case "svm" -> new KernelSvm(positive(settings, "image-set.costs").stream().sorted().toList());
      case "logistic" ->
          new KernelLogistic(
              positive(settings, "image-set.penalties").stream()
                  .sorted(Comparator.reverseOrder())
                  .toList());
      default ->
          new KernelPls(wholeNumbers(settings, "image-set.components").stream().sorted().toList());
    };
  }

  private static int atLeastOne(Settings settings, String key) {
    int value = settings.config().getInt(key);
    if (value < 1) {
      throw settings.refused(key, "must be at least 1");
    }
    return value;
  }

  private static List<Integer> wholeNumbers(Settings settings, String key) {
    return numbers(
            settings,
            key,
            number -> number >= 1 && number == Math.rint(number),
            "whole numbers of at least 1")
        .stream()
        .map(Double::intValue)
        .toList();
  }

  private static List<Double> positive(Settings settings, String key) {
    return numbers(settings, key, number -> number > 0, "numbers above 0");
  }

  /**
   * @param which what they must be, in words
   */
  private static List<Double> numbers(
      Settings settings, String key, Predicate<Double> fits, String which) {
    List<String> given = settings.config().getStringList(key);
    try {
      List<Double> numbers = given.stream().map(Double::valueOf).distinct().toList();
      if (!numbers.isEmpty() && numbers.stream().allMatch(fits)) {
        return numbers;
      }
    } catch (NumberFormatException e) {
      // refused below, as are numbers that do not fit
    }
    throw settings.refused(key, "must be a list of %s, not %s".formatted(which, given));
  }
}
