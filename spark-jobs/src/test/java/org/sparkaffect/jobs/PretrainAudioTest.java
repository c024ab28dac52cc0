package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.clip.SplitRule;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;

/** From a corpus to the table speech and a model. */
class PretrainAudioTest {
  @TempDir Path folder;

  private Path corpus;

  /** Two women and two men, and a file that cannot be read. */
  @BeforeEach
  void copyCorpus() throws IOException {
    corpus = folder.resolve("corpus");
    Path original = TestData.file("speech");
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = corpus.resolve(original.relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    Path broken = corpus.resolve("dev-other/60/1/60-1-0000.flac");
    Files.createDirectories(broken.getParent());
    Files.writeString(broken, "no sound");
  }

  private Settings settings(Map<String, ?> options) {
    Map<String, Object> all = new HashMap<>();
    all.put("workspace", folder.resolve("w").toString());
    all.put("pretrain-audio.corpus", corpus.toString());
    all.put("pretrain-audio.train-share", 0.5);
    all.put("pretrain-audio.audio-dnn.epochs", 5);
    all.put("seed", seed());
    all.putAll(options);
    return Settings.load(null, all);
  }

  /** A seed that leaves a woman and a man on either side. */
  private static int seed() {
    for (int seed = 0; ; seed++) {
      SplitRule rule = new SplitRule(0.5, 0.5, 0, seed);
      if (rule.of("839") != rule.of("7278") && rule.of("2764") != rule.of("4137")) {
        return seed;
      }
    }
  }

  private void pretrain(Map<String, ?> options) throws Exception {
    Settings settings = settings(options);
    new PretrainAudio().check(settings);
    new PretrainAudio().run(settings, LocalSpark.session());
  }

  private List<String> table(String name, String columns) {
    return DuckDb.query(
        "SELECT %s FROM '%s/w/tables/%s/*.parquet' ORDER BY ALL".formatted(columns, folder, name));
  }

  @Test
  void aFileThatCannotBeReadCostsARowAndTheJobGoesOn() throws Exception {
    pretrain(Map.of());

    assertThat(table("speech", "utterance_id, speaker_id, sex, lld_frames = len(lld) / 25"))
        .containsExactly(
            "2764-36616-0000|2764|F|true",
            "4137-11701-0000|4137|F|true",
            "7278-104730-0000|7278|M|true",
            "839-130898-0000|839|M|true");
    assertThat(table("rejects", "clip_id, stage, subject, reason"))
        .containsExactly("60-1-0000|acoustics|60|NOT_MEDIA");
    assertThat(table("clips", "clip_id")).hasSize(5);
    assertThat(folder.resolve("w/models/gender-dnn").toFile().list())
        .containsExactlyInAnyOrder("best.zip", "last.zip");
    assertThat(table("training_log", "DISTINCT network")).containsExactly("gender-dnn");
  }

  @Test
  void goesOnWhereItWasAndAManifestMayFollowInTheSameWorkspace() throws Exception {
    pretrain(Map.of());
    Path speech = folder.resolve("w/tables/speech");
    String[] before = speech.toFile().list();

    pretrain(Map.of());

    assertThat(speech.toFile().list()).containsExactlyInAnyOrder(before);
    Map<String, Object> options =
        Map.of(
            "manifest", TestData.file("clips").toString(),
            "limit", 1,
            "extract.stages", List.of("acoustics"));
    new Extract().run(settings(options), LocalSpark.session());
    assertThat(table("acoustics", "clip_id")).containsExactly("id001_angry");

    assertThatThrownBy(() -> pretrain(Map.of("audio.level", "peak")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("audio.level was none and is peak");
  }

  @Test
  void onlyTellsWhatItWouldDo() throws Exception {
    pretrain(Map.of("dry-run", true));

    assertThat(folder.resolve("w")).doesNotExist();
  }

  @Test
  void needsACorpus() {
    assertThatThrownBy(() -> new PretrainAudio().check(Settings.load(null, Map.of())))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "pretrain-audio.corpus has no value; give it in the settings file, or as an option of"
                + " the job");
  }
}
