package org.sparkaffect.jobs.imageset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.imageset.ImageSet;
import org.sparkaffect.imageset.ImageSetModel;
import org.sparkaffect.imageset.Measure;
import org.sparkaffect.imageset.SetBlock;
import org.sparkaffect.jobs.DuckDb;
import org.sparkaffect.jobs.FakeFiles;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;
import org.sparkaffect.jobs.table.FacesTable;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.train.MadeUp;
import org.sparkaffect.jobs.train.NetworkTraining;
import org.sparkaffect.network.GraphFile;
import org.sparkaffect.network.View;
import org.sparkaffect.network.VisualModel;
import org.sparkaffect.network.VisualNetwork;

/** Trainings from a table of faces to the model's file. */
class ImageSetTrainingTest {
  private static final String ALL_ROWS =
      "SELECT left_id, left_view, right_id, right_view, kernel, round(value, 3) FROM"
          + " '%s/tables/gram/*.parquet' ORDER BY ALL";

  @TempDir Path folder;

  @BeforeEach
  void writeFaces() throws IOException {
    MadeUp.faces(folder, MadeUp.CLIPS);
  }

  @AfterEach
  void giveSpace() {
    FakeFiles.CHANGES_LEFT.set(Integer.MAX_VALUE);
  }

  private static Settings settings(Path workspace, Map<String, ?> options) {
    Map<String, Object> all =
        new HashMap<>(Map.of("image-set.components", List.of(1, 3), "image-set.ranks", List.of(2)));
    all.putAll(options);
    return MadeUp.settings(FakeFiles.uri(workspace), all);
  }

  private static void train(Path workspace, Map<String, ?> options) throws Exception {
    new ImageSetTraining(settings(workspace, options), MadeUp.spark()).run();
  }

  private List<String> gram(String columns) {
    return DuckDb.query("SELECT %s FROM '%s/tables/gram/*.parquet'".formatted(columns, folder));
  }

  private static InputStream best(Path workspace) throws IOException {
    return Files.newInputStream(workspace.resolve("models/image-set/best.zip"));
  }

  private JsonNode card() throws IOException {
    try (InputStream in = best(folder)) {
      return new ObjectMapper().readTree(GraphFile.readOthers(in).get("affect.json"));
    }
  }

  @Test
  void trainsFromATableOfFacesToTheFileOfAModel() throws Exception {
    train(folder, Map.of());

    JsonNode card = card();
    assertThat(card.get("model_id").asText()).matches("image-set-[0-9a-f]{8}");
    assertThat(card.get("network").asText()).isEqualTo("image-set");
    assertThat(card.get("from_scratch").asBoolean()).isTrue();
    assertThat(card.get("backbone").asText()).isEqualTo("random-face-recognition-0.02-42");
    assertThat(card.at("/features/network").asText()).isEqualTo("resnet-lstm");
    assertThat(card.at("/features/level").asText()).isEqualTo("conv128_2/2x2");
    assertThat(card.get("classes").toString())
        .isEqualTo("[\"Angry\",\"Disgust\",\"Fear\",\"Happy\",\"Neutral\",\"Sad\",\"Surprise\"]");
    assertThat(card.get("kernels")).hasSize(6);
    assertThat(card.at("/metrics/train_clips").asInt()).isEqualTo(4);
    assertThat(card.at("/metrics/val_clips").asInt()).isEqualTo(2);
    assertThat(card.at("/settings/image-set/classifier").asText()).isEqualTo("pls");
    assertThat(folder.resolve("models/image-set").toFile().list()).containsExactly("best.zip");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("tables", "models");
  }

  /** A scorer has the file alone: the backbone, what it reads, and the sets and classifiers. */
  @Test
  void theFileIsEnoughToScoreAClip() throws Exception {
    train(folder, Map.of());
    GraphFile.Contents file;
    ImageSetModel model;
    try (InputStream in = best(folder);
        InputStream again = best(folder)) {
      file = GraphFile.read(in);
      model = ImageSetModel.read(again);
    }
    JsonNode card = new ObjectMapper().readTree(file.others().get("affect.json"));
    VisualNetwork network =
        new VisualModel(
                card.at("/features/network").asText(),
                card.at("/architecture/backbone").asText(),
                card.at("/architecture/width").asDouble(),
                card.at("/architecture/pooling").asText(),
                null)
            .network();
    int level = network.levels().indexOf(card.at("/features/level").asText());
    double loss = 0;
    for (Clip clip : MadeUp.CLIPS.subList(4, 6)) {
      INDArray features =
          file.graph().output(network.backboneInput(faces(clip), View.CENTRE))[level];
      float[] scores = model.score(features.reshape('c', 16, -1).toFloatMatrix());
      loss -= Math.log(scores[clip.label().ordinal()]) / 2;
    }
    model.close();

    assertThat(loss).isCloseTo(card.at("/metrics/val_loss").asDouble(), within(1e-3));
  }

  private List<RgbImage> faces(Clip clip) throws IOException {
    org.apache.hadoop.fs.Path file =
        new org.apache.hadoop.fs.Path(
            folder.resolve("tables/faces").toFile().listFiles()[0].toURI());
    return new TableReader(new Configuration())
        .rows(file, FacesTable.PIXELS, clip.id(), FacesTable::crops)
        .get(0);
  }

  /** 4 clips in 2 views make 36 pairs, and 2 clips for validation 16 with those. */
  @Test
  void eachPairIsInTheTableOnce() throws Exception {
    train(folder, Map.of("image-set.block", 3));

    assertThat(
            gram(
                "count(*), count(DISTINCT kernel), bool_and((left_id, left_view) <= (right_id,"
                    + " right_view)), any_value(features)"))
        .containsExactly((36 + 16) * 6 + "|6|true|random-face-recognition-0.02-42/conv128_2/2x2");
    assertThat(gram("DISTINCT left_id, left_view, right_id, right_view, kernel"))
        .hasSize((36 + 16) * 6);
    assertThat(gram("DISTINCT kernel"))
        .containsExactlyInAnyOrderElementsOf(
            Measure.all(List.of(2)).stream().map(Measure::toString).toList());
  }

  @Test
  void theTableHasWhatItsFeaturesGive() throws Exception {
    train(folder, Map.of("image-set.block", 3));
    List<ImageSet> sets = List.of(set("t2", 1), set("v1", 0));

    try (SetBlock one = SetBlock.of(sets.subList(0, 1));
        SetBlock other = SetBlock.of(sets.subList(1, 2))) {
      List<Measure> measures = Measure.all(List.of(2));
      double[][][] values = one.measure(other, measures);
      for (int m = 0; m < values.length; m++) {
        String stored =
            DuckDb.query(
                    "SELECT value FROM '%s/tables/gram/*.parquet' WHERE left_id = 't2' AND left_view = 1 AND right_id = 'v1' AND kernel = '%s'"
                        .formatted(folder, measures.get(m)))
                .get(0);
        assertThat(Double.parseDouble(stored))
            .isCloseTo(values[m][0][0], within(1e-5 * Math.abs(values[m][0][0])));
      }
    }
  }

  private ImageSet set(String clip, int view) {
    String[] rows =
        DuckDb.query(
                "SELECT values FROM '%s/tables/features/*.parquet' WHERE clip_id = '%s' AND view = %d"
                    .formatted(folder, clip, view))
            .get(0)
            .replaceAll("^\\[\\[|\\]\\]$", "")
            .split("\\], \\[");
    float[][] frames = new float[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      String[] values = rows[i].split(", ");
      frames[i] = new float[values.length];
      for (int j = 0; j < values.length; j++) {
        frames[i][j] = Float.parseFloat(values[j]);
      }
    }
    return ImageSet.of(frames, 2);
  }

  @Test
  void takesTheFeaturesThatAnotherNetworkHadComputed() throws Exception {
    new NetworkTraining(settings(folder, Map.of()), "resnet-lstm", MadeUp.spark()).run();
    String[] before = folder.resolve("tables/features").toFile().list();

    train(folder, Map.of());

    assertThat(folder.resolve("tables/features").toFile().list()).containsExactlyInAnyOrder(before);
    assertThat(gram("count(*)")).containsExactly(Integer.toString((36 + 16) * 6));
  }

  @Test
  void aRunThatFailedAnywhereIsGoneOnWith() throws Exception {
    Map<String, Object> options = Map.of("image-set.block", 1);
    Path whole = folder.resolve("whole");
    MadeUp.faces(whole, MadeUp.CLIPS);
    train(whole, options);
    List<String> expected = DuckDb.query(ALL_ROWS.formatted(whole));
    int failures = 0;
    boolean done = false;
    for (int changes = 0; !done; changes += 3) {
      FakeFiles.CHANGES_LEFT.set(changes);
      try {
        train(folder, options);
        done = true;
      } catch (Exception e) {
        failures++;
        assertThat(e).hasStackTraceContaining("No space left on device");
      }
    }

    assertThat(failures).isGreaterThan(5);
    assertThat(DuckDb.query(ALL_ROWS.formatted(folder))).isEqualTo(expected);
    assertThat(folder.resolve(".staging")).doesNotExist();
    assertThat(card().get("metrics").toString()).isEqualTo(metrics(whole));
  }

  private static String metrics(Path workspace) throws IOException {
    try (InputStream in = best(workspace)) {
      return new ObjectMapper()
          .readTree(GraphFile.readOthers(in).get("affect.json"))
          .get("metrics")
          .toString();
    }
  }

  @Test
  void anotherRankAddsItsOwnRowsAlone() throws Exception {
    train(folder, Map.of());
    Files.delete(folder.resolve("models/image-set/best.zip"));

    train(folder, Map.of("image-set.ranks", List.of(2, 3)));

    assertThat(gram("count(*)")).containsExactly(Integer.toString((36 + 16) * 8));
    assertThat(gram("DISTINCT left_id, left_view, right_id, right_view, kernel"))
        .hasSize((36 + 16) * 8);
  }

  @Test
  void aTrainedModelStaysAndAnotherIsRefused() throws Exception {
    train(folder, Map.of());
    byte[] before = Files.readAllBytes(folder.resolve("models/image-set/best.zip"));

    train(folder, Map.of("image-set.block", 7));
    assertThat(folder.resolve("models/image-set/best.zip")).hasBinaryContent(before);

    assertRefused(Map.of("image-set.classifier", "svm"), "image-set.classifier was pls and is svm");
    List<Clip> more = new ArrayList<>(MadeUp.CLIPS);
    more.add(MadeUp.clip("t5", Emotion.FEAR, Split.TRAIN));
    MadeUp.faces(folder, more);
    assertRefused(Map.of(), "the workspace has other clips now");
  }

  private void assertRefused(Map<String, ?> options, String difference) {
    assertThatThrownBy(() -> train(folder, options))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "%s/models/image-set was trained otherwise: %s; go on with those, remove that folder to"
                + " train anew, or use another workspace",
            FakeFiles.uri(folder), difference);
  }

  @Test
  void aNetworkThatIsTrainedAsAWholeGivesItsOwnFeatures() throws Exception {
    Map<String, Object> options = Map.of("resnet-lstm.backbone", "finetune");
    assertThatThrownBy(() -> train(folder, options))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(
            "there is no %s/models/resnet-lstm/best.zip; train resnet-lstm first",
            FakeFiles.uri(folder));

    new NetworkTraining(settings(folder, options), "resnet-lstm", MadeUp.spark()).run();
    train(folder, options);

    String backbone = card().get("backbone").asText();
    assertThat(backbone).matches("resnet-lstm-[0-9a-f]{8}");
    assertThat(gram("DISTINCT features")).containsExactly(backbone + "/conv128_2/2x2");
    GraphFile.Contents trained;
    GraphFile.Contents file;
    try (InputStream in = Files.newInputStream(folder.resolve("models/resnet-lstm/best.zip"));
        InputStream of = best(folder)) {
      trained = GraphFile.read(in);
      file = GraphFile.read(of);
    }
    assertThat(file.graph().getParam("conv128_2/conv1_W"))
        .isEqualTo(trained.graph().getParam("conv128_2/conv1_W"));
  }

  @Test
  void refusesALevelThatIsNone() {
    assertThatThrownBy(() -> train(folder, Map.of("image-set.level", "fc6")))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "image-set.level: the backbone has no level fc6, only conv32_3/2x2, conv128_2/2x2, fc;"
                + " or say last");
  }
}
