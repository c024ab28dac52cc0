package org.sparkaffect.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.network.VisualModel;

class ModelCardTest {
  private static final VisualModel C3D = new VisualModel("c3d", "c3d-sports1m", 0.02, null, null);

  private static ModelCard card(String backbone, Map<String, ?> options) {
    List<TrainingClip> clips =
        MadeUp.CLIPS.stream().map(clip -> new TrainingClip(clip, List.of())).toList();
    Settings settings = MadeUp.settings("w", options);
    return ModelCard.of(
        new Start(C3D, null, backbone, false),
        new TrainingClips(clips.subList(0, 4), clips.subList(4, 6)),
        settings,
        TrainSettings.of(settings, "c3d").keys());
  }

  @ParameterizedTest
  @CsvSource({
    "c3d.width,             0.020",
    "train.head.rate,       1e-3",
    "train.whole.rate,      1",
    "resnet-lstm.width,     0.7",
    "train.checkpoint,      9 s",
    "train.workers,         3",
    "workspace,             elsewhere",
  })
  void itIsTheSameModelWithOtherWordsAndWhereSettingsDoNotMatter(String key, String value)
      throws IOException {
    ModelCard card = card("a", Map.of(key, value));

    assertThat(card.modelId()).isEqualTo(card("a", Map.of()).modelId());
    assertThat(card.differences(card("a", Map.of()).entries(1, null))).isEmpty();
  }

  @Test
  void itIsAnotherModelWithAnotherBackbone() throws IOException {
    ModelCard before = card("a", Map.of());
    ModelCard now = card("b", Map.of());

    assertThat(now.modelId()).isNotEqualTo(before.modelId());
    assertThat(now.differences(before.entries(1, null)))
        .containsExactly("the backbone was a and is b");
  }

  @Test
  void aSettingThatMattersIsNamed() throws IOException {
    ModelCard before = card("a", Map.of());
    ModelCard now = card("a", Map.of("train.momentum", 0.5));

    assertThat(now.modelId()).isNotEqualTo(before.modelId());
    assertThat(now.differences(before.entries(1, null)))
        .containsExactly("train.momentum was 0.9 and is 0.5");
  }
}
