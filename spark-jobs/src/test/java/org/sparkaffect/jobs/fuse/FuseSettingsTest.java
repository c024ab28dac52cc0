package org.sparkaffect.jobs.fuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.clip.Split;
import org.sparkaffect.fusion.Objective;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;

class FuseSettingsTest {
  private static FuseSettings settings(Map<String, ?> options) {
    return FuseSettings.of(Settings.load(null, options));
  }

  @Test
  void theDefaultsAreThePapersMembers() {
    FuseSettings settings = settings(Map.of());

    assertThat(settings.members())
        .containsExactly(
            new Member("ImageSet", List.of("image-set")),
            new Member("Visual", List.of("vgg-lstm", "resnet-lstm", "c3d")),
            new Member("Audio", List.of("audio-dnn")));
    assertThat(settings.learnOn()).isEqualTo(Split.VAL);
    assertThat(settings.objective()).isEqualTo(Objective.ACCURACY);
    assertThat(settings.hasFeedback()).isFalse();
  }

  @Test
  void aHoldOutIsNoFile() {
    assertThat(settings(Map.of("fuse.feedback", "holdout")).holdOut()).isTrue();
    assertThat(settings(Map.of("fuse.feedback", "holdout")).feedback()).isEmpty();
    assertThat(settings(Map.of("fuse.feedback", "a/holdout.csv")).holdOut()).isFalse();
    assertThat(settings(Map.of("fuse.feedback", "a/holdout.csv")).feedback()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "learn-on  | vall | knows no 'vall', only train, val, test; the nearest is 'val'",
        "objective | recall | knows no 'recall', only accuracy, mean-recall; the nearest is 'mean-recall'",
        "submitted | tst | knows no 'tst', only train, val, test; the nearest is 'test'",
        "steps     | 0 | must be at least 1",
        "time-limit | 0 s | must be at least 1 ms",
      })
  void saysWhatASettingCanBe(String key, String value, String sentence) {
    assertThatThrownBy(() -> settings(Map.of("fuse." + key, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessage("--%s: fuse.%s %s".formatted(key, key, sentence));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Audio | must be like 'Visual = vgg-lstm + resnet-lstm', not 'Audio'",
        "= c3d | must be like 'Visual = vgg-lstm + resnet-lstm', not '= c3d'",
        "A = audio-dnm | knows no network 'audio-dnm', only vgg-lstm, resnet-lstm, c3d, image-set, audio-dnn, audio-lstm; the nearest is 'audio-dnn'",
        "A = c3d,A = image-set | has two members of the same name",
        "A = c3d,B = c3d,C = c3d,D = c3d,E = c3d,F = c3d,G = c3d | must be from one to 6 members",
      })
  void saysWhatMembersCanBe(String members, String sentence) {
    assertThatThrownBy(() -> settings(Map.of("fuse.members", List.of(members.split(",")))))
        .isInstanceOf(SettingsException.class)
        .hasMessage("--members: fuse.members " + sentence);
  }
}
