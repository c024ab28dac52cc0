package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.jobs.Launcher.Result;

/** The networks of the voice by the real command line, from files of media to models. */
class VoiceIT {
  @TempDir Path folder;

  private Result affect(String line) throws Exception {
    return Launcher.affect(folder, line.split(" "));
  }

  private String card(String network) throws Exception {
    try (var zip =
        FileSystems.newFileSystem(folder.resolve("w/models/%s/best.zip".formatted(network)))) {
      return Files.readString(zip.getPath("affect.json"));
    }
  }

  @Test
  void clipsGiveVoicesAndVoicesGiveModels() throws Exception {
    String extract = "extract --stages acoustics --workspace w --manifest ";
    assertThat(affect(extract + TestData.file("manifest.csv")).code()).isZero();

    Result transfer = affect("train --network audio-dnn --workspace w");

    assertThat(transfer.code()).as(transfer.err()).isZero();
    assertThat(transfer.err())
        .containsPattern("21 clips, validation with 14; layers of gender-dnn-[0-9a-f]{8}, trained")
        .doesNotContain("\tat ");
    assertThat(card("audio-dnn")).contains("\"from_scratch\" : false");

    Result again = affect("train --network audio-dnn --from-scratch --workspace w");

    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("train.from-scratch was false and is true");

    Result descriptors =
        affect("train --network audio-lstm --from-scratch --limit 8 --workspace w");

    assertThat(descriptors.code()).as(descriptors.err()).isZero();
    assertThat(card("audio-lstm")).contains("\"from_scratch\" : true");
    assertThat(
            DuckDb.query(
                "SELECT DISTINCT network FROM '%s/w/tables/training_log/*.parquet' ORDER BY 1"
                    .formatted(folder)))
        .containsExactly("audio-dnn", "audio-lstm");
  }
}
