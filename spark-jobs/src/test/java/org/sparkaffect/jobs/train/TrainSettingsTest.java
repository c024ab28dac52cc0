package org.sparkaffect.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;

class TrainSettingsTest {
  @Test
  void theDefaultIsAHeadOnTheWeightsThatComeWithTheLibrary() {
    TrainSettings settings = TrainSettings.of(Settings.load(null, Map.of()), "resnet-lstm");

    assertThat(settings.frozen()).isTrue();
    assertThat(settings.transfer()).isTrue();
    assertThat(settings.weights()).isEmpty();
    assertThat(settings.workers()).isEmpty();
    assertThat(settings.rate()).isEqualTo(0.01);
    assertThat(settings.checkpoint()).isEqualTo(Duration.ofMinutes(5));
    assertThat(settings.updater().getLearningRate(1999, 0)).isEqualTo(0.01);
    assertThat(settings.updater().getLearningRate(2000, 0)).isEqualTo(0.001);
  }

  @Test
  void aWholeNetworkHasAScheduleOfItsOwn() {
    Settings all = Settings.load(null, Map.of("c3d.backbone", "finetune", "c3d.width", 0.5));

    TrainSettings settings = TrainSettings.of(all, "c3d");

    assertThat(settings.frozen()).isFalse();
    assertThat(settings.width()).isEqualTo(0.5);
    assertThat(settings.rate()).isEqualTo(0.001);
    assertThat(settings.batch()).isEqualTo(1);
    assertThat(settings.pooling()).isNull();
    assertThat(settings.keys())
        .containsExactly(
            "seed",
            "train.from-scratch",
            "train.averaging",
            "train.momentum",
            "c3d",
            "train.whole");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resnet-lstm.backbone        | frosen | knows no 'frosen', only frozen, finetune; the"
            + " nearest is 'frozen'",
        "resnet-lstm.width           | 0      | must be above 0",
        "resnet-lstm.width           | 0.5    | must be 1 for the weights that come with it, unless"
            + " resnet-lstm.transfer = false",
        "resnet-lstm.pyramid.pooling | 0x7    | must be flatten, or rows x columns as in 4x4, not"
            + " '0x7'",
        "train.workers               | 0      | must be at least 1",
        "train.averaging             | 0      | must be at least 1",
        "train.views                 | 0      | must be at least 1",
        "train.momentum              | 1      | must be at least 0 and below 1",
        "train.momentum              | -0.1   | must be at least 0 and below 1",
        "train.momentum              | NaN    | must be at least 0 and below 1",
        "train.checkpoint            | 0 s    | must be at least 1 ms",
        "train.head.batch            | 0      | must be at least 1",
        "train.head.iterations       | -1     | must be at least 1",
        "train.head.rate             | 0      | must be above 0",
        "train.head.rate-every       | 0      | must be at least 1",
      })
  void refusesWhatCannotBe(String key, String value, String why) {
    Settings settings = Settings.load(null, Map.of(key, value));
    String option = "--" + key.substring(key.lastIndexOf('.') + 1);

    assertThatThrownBy(() -> TrainSettings.of(settings, "resnet-lstm"))
        .isInstanceOf(SettingsException.class)
        .hasMessage("%s: %s %s", option, key, why);
  }
}
