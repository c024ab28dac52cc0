package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
                + " audio-dnn, audio-lstm, all; the nearest is 'resnet-lstm'");
  }

  @Test
  void looksAtTheSettingsOfAllNetworksThatAreToBeTrained() {
    Map<String, Object> wrong = Map.of("c3d.width", -1.0, "train.network", List.of("all"));

    assertThatThrownBy(() -> check(wrong)).hasMessage("--width: c3d.width must be above 0");
    assertThatCode(() -> check(Map.of("c3d.width", -1.0))).doesNotThrowAnyException();
  }
}
