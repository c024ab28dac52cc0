package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.imageset.ImageSetModel;
import org.sparkaffect.jobs.Launcher.Result;
import org.sparkaffect.jobs.table.FeaturesTable;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.network.GraphFile;

/**
 * From clips to an image-set model that scores, by the real command line, and killed on the way.
 */
class ImageSetIT {
  private static final String GRAM =
      "SELECT left_id, left_view, right_id, right_view, kernel, value FROM"
          + " '%s/tables/gram/*.parquet' ORDER BY ALL";
  private static final String CLASSIFIERS = "classifiers.json";

  @TempDir static Path folder;

  @BeforeAll
  static void train() throws Exception {
    Files.writeString(
        folder.resolve("list.csv"),
        Files.readString(TestData.file("manifest.csv"))
            .replace(",clips/", "," + TestData.file("clips") + "/"));
    Files.writeString(
        folder.resolve("small.conf"), "image-set { block = 4, components = [2, 6] }\n");
    String[] extract = "extract --manifest list.csv --stages faces --workspace w".split(" ");
    assertThat(Launcher.affect(folder, extract).code()).isZero();

    Result result = Launcher.affect(folder, command("w"));

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("21 clips, validation with 14; features face-recognition/conv128_2/7x7")
        .contains("train image-set: validation accuracy of all ")
        .doesNotContain("\tat ");
  }

  private static String[] command(String workspace) {
    return ("train --network image-set --config small.conf --workspace " + workspace).split(" ");
  }

  private static byte[] entry(Path workspace, String name) throws IOException {
    try (InputStream in = Files.newInputStream(workspace.resolve("models/image-set/best.zip"))) {
      return GraphFile.readOthers(in).get(name);
    }
  }

  /** Reads the model as a scorer does, and the stored features of the clips for validation. */
  @Test
  void theModelScoresClipsAsItDidInValidation() throws Exception {
    JsonNode card = new ObjectMapper().readTree(entry(folder.resolve("w"), "affect.json"));
    double right = 0;
    int clips = 0;
    try (InputStream in = Files.newInputStream(folder.resolve("w/models/image-set/best.zip"));
        ImageSetModel model = ImageSetModel.read(in)) {
      for (Features each : validation()) {
        float[] scores = model.score(each.frames());
        int best = 0;
        for (int c = 1; c < scores.length; c++) {
          best = scores[c] > scores[best] ? c : best;
        }
        right += best == each.label().ordinal() ? 1 : 0;
        clips++;
      }
    }

    assertThat(clips).isEqualTo(14);
    assertThat(right / clips)
        .isCloseTo(card.at("/metrics/val_accuracy").asDouble(), within(1e-9))
        .as("chance is a seventh")
        .isGreaterThan(0.4);
  }

  private record Features(Emotion label, float[][] frames) {}

  private static List<Features> validation() throws IOException {
    TableReader reader = new TableReader(new Configuration());
    List<Features> all = new ArrayList<>();
    for (File part : folder.resolve("w/tables/features").toFile().listFiles()) {
      reader.rows(
          new org.apache.hadoop.fs.Path(part.toURI()),
          row -> {
            if (row.getString("split", 0).equals("val")) {
              all.add(
                  new Features(
                      Emotion.parse(row.getString("label", 0)).orElseThrow(),
                      FeaturesTable.values(row)));
            }
            return row.getString("level", 0);
          });
    }
    return all;
  }

  @Test
  void aTrainingThatIsKilledGoesOn() throws Exception {
    Path killed = folder.resolve("killed");
    for (String table : List.of("faces", "features")) {
      Path to = Files.createDirectories(killed.resolve("tables").resolve(table));
      for (File part : folder.resolve("w/tables").resolve(table).toFile().listFiles()) {
        Files.copy(part.toPath(), to.resolve(part.getName()));
      }
    }
    Path gram = killed.resolve("tables/gram");
    Process affect = Launcher.start(folder, command("killed"));
    while (affect.isAlive() && !Files.exists(gram)) {
      Thread.sleep(5);
    }
    affect.descendants().forEach(ProcessHandle::destroyForcibly);
    assertThat(affect.waitFor()).isEqualTo(128 + 9);
    assertThat(killed.resolve("models/image-set/best.zip")).doesNotExist();

    Result result = Launcher.affect(folder, command("killed"));

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(DuckDb.query(GRAM.formatted(killed)))
        .isEqualTo(DuckDb.query(GRAM.formatted(folder.resolve("w"))));
    assertThat(entry(killed, CLASSIFIERS)).isEqualTo(entry(folder.resolve("w"), CLASSIFIERS));
    assertThat(killed.toFile().list()).containsExactlyInAnyOrder("tables", "models", "summaries");

    Result again = Launcher.affect(folder, command("killed"));

    assertThat(again.err()).contains("is trained already");
    assertThat(again.code()).isZero();
  }
}
