package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;

class TrainTest {
  private static void check(Map<String, ?> options) {
    new Train().check(Settings.load(null, options));
  }

  @Test
  void takesTheDefaultsAndAllNetworks() {
    assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
    assertThatCode(() -> check(Map.of("train.network", List.of("all")))).doesNotThrowAnyException();
  }

  @Test
  void namesTheNetworkThatIsNearestToAnUnknownOne() {
    assertThatThrownBy(() -> check(Map.of("train.network", List.of("c3d", "resnet-lsmt"))))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "--network: train.network knows no 'resnet-lsmt', only vgg-lstm, resnet-lstm, c3d,"
                + " audio-dnn, audio-lstm, image-set, all; the nearest is 'resnet-lstm'");
  }

  @Test
  void looksAtTheSettingsOfAllNetworksThatAreToBeTrained() {
    Map<String, Object> wrong = Map.of("c3d.width", -1.0, "train.network", List.of("all"));

    assertThatThrownBy(() -> check(wrong)).hasMessage("--width: c3d.width must be above 0");
    assertThatCode(() -> check(Map.of("c3d.width", -1.0))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image-set.features   | c3d   | knows no 'c3d', only vgg-lstm, resnet-lstm; the nearest is"
            + " 'vgg-lstm'",
        "image-set.classifier | smv   | knows no 'smv', only pls, svm, logistic; the nearest is"
            + " 'svm'",
        "image-set.weights    | all   | knows no 'all', only equal, validation; the nearest is"
            + " 'equal'",
        "image-set.block      | 0     | must be at least 1",
        "image-set.ranks      | 2,1.5 | must be a list of whole numbers of at least 1, not [2,"
            + " 1.5]",
        "image-set.degrees    | 0     | must be a list of whole numbers of at least 1, not [0]",
        "image-set.components | x     | must be a list of whole numbers of at least 1, not [x]",
      })
  void refusesWhatTheImageSetModelCannotBe(String key, String value, String why) {
    Object given =
        Settings.load(null, Map.of()).config().getValue(key).unwrapped() instanceof List
            ? List.of(value.split(","))
            : value;

    assertThatThrownBy(() -> check(Map.of("train.network", List.of("image-set"), key, given)))
        .isInstanceOf(SettingsException.class)
        .hasMessage("--%s: %s %s", key.substring(key.indexOf('.') + 1), key, why);
  }

  @Test
  void refusesACostThatIsNotAboveZero() {
    assertThatThrownBy(
            () ->
                check(
                    Map.of(
                        "train.network", List.of("image-set"),
                        "image-set.classifier", "svm",
                        "image-set.costs", List.of(1, 0))))
        .hasMessage("--costs: image-set.costs must be a list of numbers above 0, not [1, 0]");
  }
}
