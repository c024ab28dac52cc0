package org.sparkaffect.jobs.train;

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
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.sparkaffect.audio.Egemaps;
import org.sparkaffect.audio.Voice;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.Sex;
import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.jobs.DuckDb;
import org.sparkaffect.jobs.FakeFiles;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.table.AcousticsRow;
import org.sparkaffect.jobs.table.AcousticsTable;
import org.sparkaffect.jobs.table.SpeechRow;
import org.sparkaffect.jobs.table.SpeechTable;
import org.sparkaffect.jobs.table.Table;
import org.sparkaffect.jobs.table.TableWriter;
import org.sparkaffect.network.GenderNetwork;
import org.sparkaffect.network.GraphFile;
import org.sparkaffect.network.VoiceInput;
import org.sparkaffect.network.VoiceNetwork;
import org.sparkaffect.network.VoiceTask;

/** Trainings from the tables of voices to the files of a model. */
class VoiceTrainingTest {
  private static final int CLASSES = 3;

  @TempDir Path folder;

  private final List<AcousticsRow> clips = new ArrayList<>();

  /** Voices whose emotion can be told from some numbers among others, all of large means. */
  @BeforeEach
  void writeVoices() throws IOException {
    for (int i = 0; i < 60; i++) {
      Emotion emotion = Emotion.values()[i % CLASSES];
      Split split = i < 45 ? Split.TRAIN : Split.VAL;
      clips.add(new AcousticsRow(MadeUp.clip("c" + i, emotion, split), 900, voice(i, i % CLASSES)));
    }
    write(folder, new AcousticsTable(), clips);
  }

  @AfterEach
  void giveSpace() {
    FakeFiles.CHANGES_LEFT.set(Integer.MAX_VALUE);
  }

  private static Voice voice(long seed, int label) {
    Random random = new Random(seed);
    float[] functionals = new float[Egemaps.FUNCTIONALS.size()];
    for (int i = 0; i < functionals.length; i++) {
      float told = i < 20 ? 4 * label : 0;
      functionals[i] = 1000 * i + (told + (float) random.nextGaussian()) * (i + 1);
    }
    functionals[40] = 5;
    float[] lld = new float[Egemaps.DESCRIPTORS.size() * (30 + random.nextInt(30))];
    for (int i = 0; i < lld.length; i++) {
      lld[i] = (float) random.nextGaussian() + (i % 25 == 3 ? 3 * label : 0);
    }
    return new Voice(functionals, lld, 1);
  }

  private static <R> void write(Path workspace, Table<R> table, List<R> rows) throws IOException {
    org.apache.hadoop.fs.Path file =
        new org.apache.hadoop.fs.Path(
            workspace
                .resolve("tables/%s/part-x-00000-00000.parquet".formatted(table.name()))
                .toUri());
    try (TableWriter<R> writer = new TableWriter<>(table, file, Map.of(), new Configuration())) {
      for (R row : rows) {
        writer.write(row);
      }
    }
  }

  private static void train(Path workspace, String network, Map<String, ?> options)
      throws Exception {
    Map<String, Object> all = new HashMap<>();
    all.put("workspace", FakeFiles.uri(workspace));
    for (String group : List.of("train.", "pretrain-audio.")) {
      for (String each : List.of("audio-dnn", "audio-lstm")) {
        all.put(group + each + ".batch", 8);
        all.put(group + each + ".averaging", 3);
        all.put(group + each + ".epochs", each.equals("audio-dnn") ? 30 : 8);
      }
    }
    all.put("train.from-scratch", true);
    all.put("audio-lstm.frames", 5);
    all.putAll(options);
    new NetworkTraining(Settings.load(null, all), network, MadeUp.spark()).run();
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

  @ParameterizedTest
  @ValueSource(strings = {"audio-dnn", "audio-lstm"})
  void learnsWhatCanBeToldAndItsFileReadsPlainVoices(String network) throws Exception {
    train(folder, network, Map.of());

    GraphFile.Contents model = model(folder, network, "best.zip");
    JsonNode card = card(model);
    assertThat(card.at("/metrics/val_accuracy").asDouble()).isGreaterThan(0.9);
    assertThat(card.get("from_scratch").asBoolean()).isTrue();
    assertThat(card.get("network").asText()).isEqualTo(network);
    assertThat(card.get("model_id").asText()).matches(network + "-[0-9a-f]{8}");
    assertThat(card.get("classes")).hasSize(7);
    int features = network.equals("audio-dnn") ? 88 : 25;
    for (String of : List.of("features", "mean", "scale")) {
      assertThat(card.get("input").get(of)).hasSize(features);
    }
    VoiceInput input = new VoiceInput(VoiceNetwork.of(network, VoiceTask.EMOTION).orElseThrow(), 5);
    double loss = 0;
    for (AcousticsRow clip : clips.subList(45, 60)) {
      INDArray probabilities = model.graph().outputSingle(input.of(clip.voice()));
      loss -= Math.log(probabilities.getDouble(0, clip.clip().label().ordinal())) / 15;
    }
    assertThat(loss).isCloseTo(card.at("/metrics/val_loss").asDouble(), within(2e-3));
  }

  @ParameterizedTest
  @CsvSource({"frozen, true", "finetune, false"})
  void beginsWithTheLayersThatComeWithTheLibrary(String backbone, boolean same) throws Exception {
    train(
        folder,
        "audio-dnn",
        Map.of("train.from-scratch", false, "audio-dnn.backbone", backbone, "seed", 7));

    GraphFile.Contents model = model(folder, "audio-dnn", "last.zip");
    JsonNode card = card(model);
    assertThat(card.get("from_scratch").asBoolean()).isFalse();
    assertThat(card.get("backbone").asText()).matches("gender-dnn-[0-9a-f]{8}");
    INDArray shipped = GenderNetwork.shipped(VoiceNetwork.DNN).graph().getParam("hidden-2_W");
    assertThat(model.graph().getParam("hidden-2_W").equals(shipped)).isEqualTo(same);
  }

  @Test
  void aClassifierOfTheWorkspaceGoesBeforeTheOneThatComesWithTheLibrary() throws Exception {
    List<SpeechRow> speech = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Clip utterance = new Clip("u" + i, "", null, null, null, null, "s" + i / 2);
      speech.add(new SpeechRow(utterance, Sex.values()[i / 2 % 2], voice(i, i / 2 % 2)));
    }
    write(folder, new SpeechTable(), speech);

    train(folder, "gender-dnn", Map.of());
    train(folder, "audio-dnn", Map.of("train.from-scratch", false));

    JsonNode source = card(model(folder, "gender-dnn", "best.zip"));
    assertThat(source.at("/metrics/val_accuracy").asDouble()).isGreaterThan(0.9);
    assertThat(source.get("classes").toString()).isEqualTo("[\"F\",\"M\"]");
    assertThat(card(model(folder, "audio-dnn", "best.zip")).get("backbone"))
        .isEqualTo(source.get("model_id"));
  }

  @Test
  void speakersOfOneSexAreRefused() throws IOException {
    List<SpeechRow> speech = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Clip utterance = new Clip("u" + i, "", null, null, null, null, "s" + i);
      speech.add(new SpeechRow(utterance, Sex.MALE, voice(i, 0)));
    }
    write(folder, new SpeechTable(), speech);

    assertThatThrownBy(() -> train(folder, "gender-dnn", Map.of()))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "of the speakers in the table speech that are for training none is F; a classifier"
                + " needs both sexes there: take more speakers, or another seed");
  }

  /** A rate at which epochs get worse: they are undone, and the rate falls until they do not. */
  @Test
  void anEpochThatMadeItWorseIsUndone() throws Exception {
    train(
        folder,
        "audio-dnn",
        Map.of(
            "train.audio-dnn.rate-falls",
            "by-validation",
            "train.audio-dnn.rate",
            60.0,
            "train.audio-dnn.epochs",
            20));

    List<String> rates =
        DuckDb.query(
            "SELECT DISTINCT ON (learning_rate) learning_rate FROM '%s/tables/training_log/*.parquet' ORDER BY learning_rate DESC"
                .formatted(folder));
    assertThat(Double.parseDouble(rates.get(0))).isEqualTo(60);
    assertThat(Double.parseDouble(rates.get(1))).isCloseTo(60 * 0.618, within(1e-3));
    double kept = card(model(folder, "audio-dnn", "last.zip")).at("/metrics/val_loss").asDouble();
    assertThat(
            Double.parseDouble(
                DuckDb.query(
                        "SELECT min(val_loss) FROM '%s/tables/training_log/*.parquet' WHERE NOT isnan(val_loss)"
                            .formatted(folder))
                    .get(0)))
        .isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource({"evenly, 0.5", "by-validation, 0.5", "by-validation, 0.8"})
  void aTrainingThatWasStoppedEndsAsOneThatWasNot(String rateFalls, double share) throws Exception {
    Map<String, Object> options =
        Map.of(
            "train.checkpoint",
            "1 ms",
            "train.audio-dnn.rate-falls",
            rateFalls,
            "train.audio-dnn.rate",
            20.0,
            "train.audio-dnn.averaging",
            1,
            "train.audio-dnn.epochs",
            8);
    Path whole = folder.resolve("whole");
    Path stopped = folder.resolve("stopped");
    write(whole, new AcousticsTable(), clips);
    write(stopped, new AcousticsTable(), clips);
    train(whole, "audio-dnn", options);
    int changes = Integer.MAX_VALUE - FakeFiles.CHANGES_LEFT.get();

    FakeFiles.CHANGES_LEFT.set((int) (share * changes));
    assertThatThrownBy(() -> train(stopped, "audio-dnn", options))
        .hasStackTraceContaining("No space left on device");
    FakeFiles.CHANGES_LEFT.set(Integer.MAX_VALUE);
    train(stopped, "audio-dnn", options);

    for (String name : List.of("best.zip", "last.zip")) {
      GraphFile.Contents expected = model(whole, "audio-dnn", name);
      GraphFile.Contents resumed = model(stopped, "audio-dnn", name);
      assertThat(resumed.graph().params().toFloatVector())
          .isEqualTo(expected.graph().params().toFloatVector());
      assertThat(card(resumed).get("metrics")).isEqualTo(card(expected).get("metrics"));
    }
  }
}
