package org.sparkaffect.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.jobs.DuckDb;
import org.sparkaffect.jobs.FakeFiles;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;
import org.sparkaffect.network.GraphFile;
import org.sparkaffect.network.View;
import org.sparkaffect.network.VisualModel;
import org.sparkaffect.network.VisualNetwork;

/** Trainings from a table of faces to the files of a model. */
class NetworkTrainingTest {
  @TempDir Path folder;

  @BeforeEach
  void writeFaces() throws IOException {
    MadeUp.faces(folder, MadeUp.CLIPS);
  }

  @AfterEach
  void giveSpace() {
    FakeFiles.CHANGES_LEFT.set(Integer.MAX_VALUE);
  }

  private void train(String network, Map<String, ?> options) throws Exception {
    train(folder, network, options);
  }

  private static void train(Path workspace, String network, Map<String, ?> options)
      throws Exception {
    Settings settings = MadeUp.settings(FakeFiles.uri(workspace), options);
    new NetworkTraining(settings, network, MadeUp.spark()).run();
  }

  private static GraphFile.Contents model(Path workspace, String network, String name)
      throws IOException {
    try (InputStream in =
        Files.newInputStream(workspace.resolve("models").resolve(network).resolve(name))) {
      return GraphFile.read(in);
    }
  }

  private static JsonNode card(GraphFile.Contents model) throws IOException {
    return new ObjectMapper().readTree(model.others().get("affect.json"));
  }

  private static List<String> log(Path workspace, String columns) {
    return DuckDb.query(
        "SELECT %s FROM '%s/tables/training_log/*.parquet' ORDER BY iteration"
            .formatted(columns, workspace));
  }

  @ParameterizedTest
  @CsvSource({
    "vgg-lstm,    frozen",
    "resnet-lstm, frozen",
    "c3d,         frozen",
    "vgg-lstm,    finetune",
    "resnet-lstm, finetune",
    "c3d,         finetune",
  })
  void trainsFromATableOfFacesToTheFilesOfAModel(String network, String backbone) throws Exception {
    train(network, Map.of(network + ".backbone", backbone));

    JsonNode card = card(model(folder, network, "best.zip"));
    assertThat(card.get("model_id").asText()).matches(network + "-[0-9a-f]{8}");
    assertThat(card.get("network").asText()).isEqualTo(network);
    assertThat(card.get("from_scratch").asBoolean()).isTrue();
    assertThat(card.get("backbone").asText()).startsWith("random-").endsWith("-0.02-42");
    assertThat(card.get("classes").toString())
        .isEqualTo("[\"Angry\",\"Disgust\",\"Fear\",\"Happy\",\"Neutral\",\"Sad\",\"Surprise\"]");
    assertThat(card.at("/settings/" + network + "/backbone").asText()).isEqualTo(backbone);
    assertThat(card.at("/settings/train/averaging").asInt()).isEqualTo(2);
    assertThat(card.at("/input/order").asText()).isIn("RGB", "BGR");
    assertThat(card.at("/input/mean")).hasSize(3);
    assertThat(card.at("/metrics/train_clips").asInt()).isEqualTo(4);
    assertThat(folder.resolve("models/" + network).toFile().list())
        .containsExactlyInAnyOrder("best.zip", "last.zip");
    assertThat(folder.toFile().list()).doesNotContain(".staging");

    String rate = "round(learning_rate / first(learning_rate) OVER (ORDER BY iteration), 3)";
    assertThat(log(folder, "network, iteration, epoch, " + rate))
        .containsExactly(network + "|2|1|1.0", network + "|4|2|0.1", network + "|5|2|0.1");
    assertThat(log(folder, "DISTINCT model_id, 5 AS iteration"))
        .containsExactly(card.get("model_id").asText() + "|5");
    String last = card(model(folder, network, "last.zip")).at("/metrics/val_loss").asText();
    assertThat(log(folder, "val_loss")).last().isEqualTo(last);
    for (String name : List.of("best.zip", "last.zip")) {
      seesFromPixelsWhatWasValidated(network, name);
    }
  }

  /** Deeplearning4j's own reader has the whole network, and it has the stated loss on pixels. */
  private void seesFromPixelsWhatWasValidated(String network, String name) throws IOException {
    GraphFile.Contents model = model(folder, network, name);
    JsonNode card = card(model);
    Path file = folder.resolve("models").resolve(network).resolve(name);
    ComputationGraph graph = ModelSerializer.restoreComputationGraph(file.toFile(), false);
    VisualNetwork visual =
        new VisualModel(
                network,
                card.at("/architecture/backbone").asText(),
                card.at("/architecture/width").asDouble(),
                card.at("/architecture/pooling").asText(),
                null)
            .network();
    StoredFaces faces = new StoredFaces(new Configuration());
    String table = folder.resolve("tables/faces").toFile().listFiles()[0].toURI().toString();
    double loss = 0;
    int right = 0;
    for (Clip clip : MadeUp.CLIPS.subList(4, 6)) {
      List<RgbImage> crops = faces.crops(new TrainingClip(clip, List.of(table)));
      INDArray probabilities = graph.outputSingle(visual.input(crops, View.CENTRE));
      loss -= Math.log(probabilities.getDouble(0, clip.label().ordinal())) / 2;
      right += probabilities.argMax(1).getInt(0) == clip.label().ordinal() ? 1 : 0;
    }
    assertThat(loss).isCloseTo(card.at("/metrics/val_loss").asDouble(), within(1e-4));
    assertThat(right / 2.0).isEqualTo(card.at("/metrics/val_accuracy").asDouble());
  }

  @Test
  void validatesAtTheEndOfAnEpochAndOfTheTrainingAlone() throws Exception {
    train("c3d", Map.of("train.averaging", 1, "train.head.iterations", 7));

    assertThat(log(folder, "iteration, epoch, val_loss IS NULL, val_accuracy IS NULL"))
        .containsExactly(
            "1|0|true|true",
            "2|1|false|false",
            "3|1|true|true",
            "4|2|false|false",
            "5|2|true|true",
            "6|3|false|false",
            "7|3|false|false");
  }

  @Test
  void theBestModelIsTheOneOfTheBestValidation() throws Exception {
    train("c3d", Map.of("train.head.iterations", 8, "train.head.rate", 1.0, "train.workers", 2));

    JsonNode metrics = card(model(folder, "c3d", "best.zip")).get("metrics");
    assertThat(
            DuckDb.query(
                "SELECT iteration, val_accuracy, val_loss FROM '%s/tables/training_log/*.parquet' WHERE val_loss IS NOT NULL ORDER BY val_accuracy DESC, val_loss, iteration LIMIT 1"
                    .formatted(folder)))
        .containsExactly(
            "%s|%s|%s"
                .formatted(
                    metrics.get("iteration"),
                    metrics.get("val_accuracy"),
                    metrics.get("val_loss")));
  }

  @Test
  void describesWhatThereIsToDoAndDoesNothing() throws Exception {
    FakeFiles.CHANGES_LEFT.set(0);
    Settings settings = MadeUp.settings(FakeFiles.uri(folder), Map.of());

    assertThat(new NetworkTraining(settings, "c3d", MadeUp.spark()).describe())
        .isEqualTo("c3d on 4 clips, validated with 2");
  }

  @Test
  void aModelThatIsTrainedIsLeftAsItIs() throws Exception {
    train("c3d", Map.of());
    Path last = folder.resolve("models/c3d/last.zip");
    byte[] before = Files.readAllBytes(last);
    FakeFiles.CHANGES_LEFT.set(2);

    // the same in other words, and settings on which no head depends
    train("c3d", Map.of("c3d.width", "0.020", "train.whole.rate", 1, "train.checkpoint", "1 s"));

    assertThat(last).hasBinaryContent(before);
  }

  @Test
  void aModelOfOtherSettingsOrClipsIsRefused() throws Exception {
    train("c3d", Map.of());

    assertRefused(Map.of("seed", 1), "seed was 42 and is 1");
    assertRefused(
        Map.of("c3d.width", 0.03, "train.head.rate", 0.02),
        "c3d.width was 0.02 and is 0.03, train.head.rate was 0.001 and is 0.02");

    List<Clip> more = new ArrayList<>(MadeUp.CLIPS);
    more.add(MadeUp.clip("t5", Emotion.FEAR, Split.TRAIN));
    MadeUp.faces(folder, more);
    assertRefused(Map.of(), "the workspace has other clips now");
  }

  private void assertRefused(Map<String, ?> options, String difference) {
    assertThatThrownBy(() -> train("c3d", options))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "%s/models/c3d was trained, or begun, otherwise: %s; go on with those, remove that folder to train anew, or use another workspace",
            FakeFiles.uri(folder), difference);
  }

  @Test
  void aLossThatIsNoNumberEndsTheTraining() {
    Map<String, Object> options =
        Map.of("c3d.backbone", "finetune", "train.whole.rate", 1e30, "train.whole.iterations", 50);

    assertThatThrownBy(() -> train("c3d", options))
        .isInstanceOf(SettingsException.class)
        .hasMessageMatching(
            "c3d: the loss is NaN soon after iteration \\d+; lower train.whole.rate and train anew");
  }

  /** Features are dropped at random, so what goes on must draw as it would have. */
  @ParameterizedTest
  @CsvSource({
    "c3d,      frozen,   0.5",
    "c3d,      frozen,   0.8",
    "c3d,      finetune, 0.5",
    "vgg-lstm, frozen,   0.95",
  })
  void aTrainingThatWasStoppedEndsAsOneThatWasNot(String network, String backbone, double share)
      throws Exception {
    Map<String, Object> options =
        Map.of(
            "train.checkpoint",
            "1 ms",
            "train.head.iterations",
            7,
            "train.whole.iterations",
            7,
            network + ".backbone",
            backbone);
    Path whole = folder.resolve("whole");
    Path stopped = folder.resolve("stopped");
    MadeUp.faces(whole, MadeUp.CLIPS);
    MadeUp.faces(stopped, MadeUp.CLIPS);
    train(whole, network, options);
    int changes = Integer.MAX_VALUE - FakeFiles.CHANGES_LEFT.get();

    FakeFiles.CHANGES_LEFT.set((int) (share * changes));
    assertThatThrownBy(() -> train(stopped, network, options))
        .hasStackTraceContaining("No space left on device");
    assertThat(stopped.resolve("models/" + network + "/checkpoint.zip")).exists();
    assertThat(stopped.resolve("models/" + network + "/last.zip")).doesNotExist();
    FakeFiles.CHANGES_LEFT.set(Integer.MAX_VALUE);
    train(stopped, network, options);

    for (String name : List.of("best.zip", "last.zip")) {
      GraphFile.Contents expected = model(whole, network, name);
      GraphFile.Contents resumed = model(stopped, network, name);
      assertThat(resumed.graph().params().toFloatVector())
          .isEqualTo(expected.graph().params().toFloatVector());
      assertThat(card(resumed).get("metrics")).isEqualTo(card(expected).get("metrics"));
    }
    assertThat(log(stopped, "* EXCLUDE (seconds)")).isEqualTo(log(whole, "* EXCLUDE (seconds)"));
    assertThat(stopped.toFile().list()).containsExactlyInAnyOrder("tables", "models");
  }
}
