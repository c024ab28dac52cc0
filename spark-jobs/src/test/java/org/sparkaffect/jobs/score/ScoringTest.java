package org.sparkaffect.jobs.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.sparkaffect.audio.Egemaps;
import org.sparkaffect.audio.Voice;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.jobs.DuckDb;
import org.sparkaffect.jobs.FakeFiles;
import org.sparkaffect.jobs.imageset.ImageSetTraining;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.table.AcousticsRow;
import org.sparkaffect.jobs.table.AcousticsTable;
import org.sparkaffect.jobs.table.TableWriter;
import org.sparkaffect.jobs.table.WorkspaceException;
import org.sparkaffect.jobs.train.MadeUp;
import org.sparkaffect.jobs.train.NetworkTraining;

class ScoringTest {
  @TempDir Path folder;

  @AfterEach
  void giveSpace() {
    FakeFiles.CHANGES_LEFT.set(Integer.MAX_VALUE);
  }

  private Settings settings(Map<String, ?> options) {
    return MadeUp.settings(FakeFiles.uri(folder), options);
  }

  private void train(String network, Map<String, ?> options) throws Exception {
    new NetworkTraining(settings(options), network, MadeUp.spark()).run();
  }

  private void score(Map<String, ?> options) throws Exception {
    new Scoring(settings(options), MadeUp.spark()).run();
  }

  private List<String> scores(String sql) {
    return DuckDb.query(sql.replace("scores", "'%s/tables/scores/*.parquet'".formatted(folder)));
  }

  private List<String> parts() {
    return List.of(folder.resolve("tables/scores").toFile().list()).stream().sorted().toList();
  }

  /** With a frozen backbone the head is validated on features, and scoring begins at pixels. */
  @ParameterizedTest
  @CsvSource({
    "vgg-lstm,    finetune, best, 1e-6",
    "resnet-lstm, frozen,   last, 1e-4",
    "resnet-lstm, finetune, last, 1e-6",
    "c3d,         frozen,   best, 1e-4",
  })
  void findsWhatValidationFound(String network, String backbone, String model, double loss)
      throws Exception {
    MadeUp.faces(folder, MadeUp.CLIPS);
    train(network, Map.of(network + ".backbone", backbone));
    score(Map.of("score.model", model));

    String order = model.equals("last") ? "iteration DESC" : "val_accuracy DESC, val_loss";
    String[] validated =
        DuckDb.query(
                "SELECT val_accuracy, val_loss, model_id FROM '%s/tables/training_log/*.parquet' WHERE val_loss IS NOT NULL ORDER BY %s LIMIT 1"
                    .formatted(folder, order))
            .get(0)
            .split("\\|");
    String[] scored =
        scores(
                "SELECT avg((predicted = label)::INT), avg(-ln(if(label = 'Happy', p_happy,"
                    + " p_sad))), first(model_id) FROM scores WHERE split = 'val'")
            .get(0)
            .split("\\|");
    assertThat(scored[0]).isEqualTo(validated[0]);
    assertThat(Double.parseDouble(scored[1]))
        .isCloseTo(Double.parseDouble(validated[1]), within(loss));
    assertThat(scored[2]).isEqualTo(validated[2]);
    assertThat(
            scores(
                "SELECT count(*), count(DISTINCT clip_id), max(abs(p_angry + p_disgust + p_fear +"
                    + " p_happy + p_neutral + p_sad + p_surprise - 1)) < 1e-6, first(network) FROM"
                    + " scores"))
        .containsExactly("6|6|true|" + network);
  }

  @ParameterizedTest
  @CsvSource({"audio-dnn, best", "audio-lstm, last"})
  void hearsWhatValidationHeard(String network, String model) throws Exception {
    voices();
    train(network, Map.of("train.from-scratch", true));
    score(Map.of("score.model", model));

    agreesWithTheCard(network, model + ".zip", 1e-4);
  }

  @Test
  void seesSetsAsValidationDid() throws Exception {
    MadeUp.faces(folder, MadeUp.CLIPS);
    Settings settings = settings(Map.of("image-set.ranks", List.of(1)));
    new ImageSetTraining(settings, MadeUp.spark()).run();
    score(Map.of());

    agreesWithTheCard("image-set", "best.zip", 1e-4);
  }

  private void agreesWithTheCard(String network, String file, double loss) throws Exception {
    Path model = folder.resolve("models").resolve(network);
    JsonNode metrics =
        ModelFile.card(
                new org.apache.hadoop.fs.Path(model.toUri()),
                file,
                MadeUp.spark().hadoopConfiguration())
            .orElseThrow()
            .get("metrics");
    String[] scored =
        scores(
                "SELECT avg((predicted = label)::INT), avg(-ln(if(label = 'Happy', p_happy, p_sad))), count(*) FROM scores WHERE split = 'val'")
            .get(0)
            .split("\\|");
    assertThat(Double.parseDouble(scored[0])).isEqualTo(metrics.get("val_accuracy").asDouble());
    assertThat(Double.parseDouble(scored[1]))
        .isCloseTo(metrics.get("val_loss").asDouble(), within(loss));
    assertThat(scored[2]).isEqualTo("2");
  }

  /** Voices of noise, which lies higher in the happy ones. */
  private void voices() throws IOException {
    org.apache.hadoop.fs.Path file =
        new org.apache.hadoop.fs.Path(
            folder.resolve("tables/acoustics/part-extract-00000-00000.parquet").toUri());
    try (TableWriter<AcousticsRow> writer =
        new TableWriter<>(new AcousticsTable(), file, Map.of(), new Configuration())) {
      for (Clip clip : MadeUp.CLIPS) {
        Random random = new Random(clip.id().hashCode());
        float[] functionals = noise(random, clip, Egemaps.FUNCTIONALS.size());
        float[] descriptors = noise(random, clip, 33 * Egemaps.DESCRIPTORS.size());
        writer.write(new AcousticsRow(clip, 330, new Voice(functionals, descriptors, 0.5f)));
      }
    }
  }

  private static float[] noise(Random random, Clip clip, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian() + (clip.label() == Emotion.HAPPY ? 3 : 0);
    }
    return values;
  }

  @Test
  void findsTheSameWithOneTaskOrMany() throws Exception {
    MadeUp.faces(folder, MadeUp.CLIPS);
    train("c3d", Map.of());
    score(Map.of());
    List<String> one = scores("SELECT * FROM scores ORDER BY clip_id");
    FileUtil.fullyDelete(folder.resolve("tables").toFile());
    oneFileAClip();

    score(Map.of());

    assertThat(one).hasSize(6);
    assertThat(scores("SELECT * FROM scores ORDER BY clip_id")).isEqualTo(one);
  }

  private void oneFileAClip() throws IOException {
    Path faces = folder.resolve("tables/faces");
    for (Clip clip : MadeUp.CLIPS) {
      MadeUp.faces(folder, List.of(clip));
      Files.move(
          faces.resolve("part-extract-00000-00000.parquet"), faces.resolve(clip.id() + ".parquet"));
    }
  }

  @Test
  void passesOverWhatIsScored() throws Exception {
    MadeUp.faces(folder, MadeUp.CLIPS);
    train("c3d", Map.of());
    score(Map.of("limit", 2));
    score(Map.of("score.splits", List.of("val")));
    assertThat(scores("SELECT clip_id FROM scores ORDER BY ALL"))
        .containsExactly("t1", "t2", "v1", "v2");
    List<String> before = parts();

    score(Map.of());
    score(Map.of());

    assertThat(scores("SELECT clip_id FROM scores ORDER BY ALL"))
        .containsExactly("t1", "t2", "t3", "t4", "v1", "v2");
    assertThat(parts()).hasSize(3).containsAll(before);
    assertThat(new Scoring(settings(Map.of()), MadeUp.spark()).describe())
        .matches("0 of 6 clips with c3d-[0-9a-f]{8}");
  }

  @Test
  void aModelThatIsTrainedAnewReplacesItsRowsAndNoOthers() throws Exception {
    MadeUp.faces(folder, MadeUp.CLIPS);
    train("c3d", Map.of());
    train("resnet-lstm", Map.of());
    score(Map.of());
    List<String> others = scores("SELECT * FROM scores WHERE network = 'resnet-lstm' ORDER BY 1");
    List<String> before = scores("SELECT DISTINCT model_id FROM scores ORDER BY 1");

    FileUtil.fullyDelete(folder.resolve("models/c3d").toFile());
    train("c3d", Map.of("seed", 43));
    score(Map.of("score.network", List.of("c3d")));

    assertThat(scores("SELECT * FROM scores WHERE network = 'resnet-lstm' ORDER BY 1"))
        .hasSize(6)
        .isEqualTo(others);
    assertThat(scores("SELECT DISTINCT model_id FROM scores ORDER BY 1"))
        .hasSize(2)
        .doesNotContain(before.get(0));
    assertThat(scores("SELECT count(*) FROM scores")).containsExactly("12");
  }

  @Test
  void theLastModelIsNotTakenForTheBest() throws Exception {
    MadeUp.faces(folder, MadeUp.CLIPS);
    train("c3d", Map.of());
    score(Map.of());
    List<String> best = parts();

    score(Map.of("score.model", "last"));

    assertThat(parts()).hasSize(1).doesNotContainAnyElementsOf(best);
  }

  @Test
  void goesOnAfterADiskThatWasFull() throws Exception {
    MadeUp.faces(folder, MadeUp.CLIPS);
    train("c3d", Map.of());
    FakeFiles.CHANGES_LEFT.set(2);
    assertThatThrownBy(() -> score(Map.of())).isInstanceOf(WorkspaceException.class);
    FakeFiles.CHANGES_LEFT.set(Integer.MAX_VALUE);

    score(Map.of());

    assertThat(scores("SELECT count(*) FROM scores")).containsExactly("6");
    assertThat(folder.resolve(".staging")).doesNotExist();
  }

  @Test
  void saysWhatToDoWhereThereIsNoModel() throws Exception {
    MadeUp.faces(folder, MadeUp.CLIPS);
    assertThatThrownBy(() -> score(Map.of()))
        .isInstanceOf(InputException.class)
        .hasMessage("the workspace has no trained model; run affect train first");
    assertThatThrownBy(() -> score(Map.of("score.network", List.of("c3d"))))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(
            "there is no model fake:.*/models/c3d/best.zip; run affect train --network c3d first");

    Path model = folder.resolve("models/c3d/best.zip");
    Files.createDirectories(model.getParent());
    Files.writeString(model, "no zip");
    assertThatThrownBy(() -> score(Map.of()))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith("cannot read fake:")
        .hasMessageContaining("best.zip: it has no affect.json");
  }

  /** Opened for its hash, for what is said of it, and once to be read: there are six tasks. */
  @Test
  void tasksShareAModel() throws Exception {
    MadeUp.faces(folder, MadeUp.CLIPS);
    train("c3d", Map.of());
    FileUtil.fullyDelete(folder.resolve("tables").toFile());
    oneFileAClip();
    FakeFiles.OPENED.clear();

    score(Map.of("score.network", List.of("c3d")));

    assertThat(FakeFiles.OPENED).filteredOn("best.zip"::equals).hasSize(3);
  }

  @Test
  void aClipWithoutFacesHasNoVisualScore() throws Exception {
    MadeUp.faces(folder, MadeUp.CLIPS);
    train("c3d", Map.of());

    Path model = folder.resolve("models/c3d/best.zip");
    try (Scorer scorer = Networks.open("c3d", () -> Files.newInputStream(model)).scorer()) {
      assertThat(scorer.score(new Senses(null, null))).isEmpty();
    }
  }
}
