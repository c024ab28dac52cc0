package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.jobs.Launcher.Result;

/** One pass over an archive against extract, score and fuse, by the real command line. */
class ScoreArchiveIT {
  private static final String SCORES =
      "SELECT clip_id, network, model_id, p_angry, p_disgust, p_fear, p_happy, p_neutral, p_sad,"
          + " p_surprise, predicted FROM '%s/tables/scores/*.parquet' ORDER BY ALL";
  private static final String FUSED =
      "SELECT * EXCLUDE fusion_id FROM '%s/tables/fused/*.parquet' ORDER BY clip_id";

  @TempDir static Path folder;

  private static Result affect(String args) throws Exception {
    return Launcher.affect(folder, args.split(" "));
  }

  private static List<String> query(String sql, String workspace) {
    return DuckDb.query(sql.formatted(folder.resolve(workspace)));
  }

  @BeforeAll
  static void train() throws Exception {
    Files.writeString(
        folder.resolve("quick.conf"),
        """
        workspace = made
        manifest = "%s"
        train {
          network = [resnet-lstm, audio-dnn]
          head { iterations = 20, rate-every = 10 }
        }
        """
            .formatted(TestData.file("manifest.csv")));
    Result result = affect("run --config quick.conf");
    assertThat(result.code()).as(result.err()).isZero();
  }

  @Test
  void givesWhatTheJobsGiveOneByOne() throws Exception {
    Result result =
        affect(
            "score-archive --manifest %s --models made/models --workspace scored"
                .formatted(TestData.file("manifest.csv")));

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(query(SCORES, "scored")).hasSize(84).isEqualTo(query(SCORES, "made"));
    assertThat(query(FUSED, "scored")).hasSize(42).isEqualTo(query(FUSED, "made"));
    assertThat(query("FROM glob('%s/tables/*')", "scored"))
        .noneMatch(table -> table.endsWith("faces") || table.endsWith("acoustics"));

    Result again =
        affect(
            "score-archive --manifest %s --models made/models --workspace scored"
                .formatted(TestData.file("manifest.csv")));
    assertThat(again.err()).contains("score-archive: 0 clips in ");
    assertThat(query(FUSED, "scored")).isEqualTo(query(FUSED, "made"));
  }

  /** Hostile files are among them, and the folder's other files. */
  @Test
  void tellsOfEachFileOverTime() throws Exception {
    Files.writeString(
        folder.resolve("cut.conf"),
        "segments { length = 800 ms, hop = 400 ms }\nworkspace = cut\n");
    Result result =
        affect(
            "score-archive --config cut.conf --archive %s --models made/models"
                .formatted(TestData.file("hostile")));

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(
            query(
                "SELECT (SELECT count(*) FROM '%1$s/tables/clips/*.parquet') = sum(clips),"
                    + " (SELECT count(*) FROM '%1$s/tables/fused/*.parquet') = sum(clips - rejected),"
                    + " bool_and(len(start_ms) = clips - rejected AND len(p_sad) = len(start_ms)),"
                    + " count(*) = count(DISTINCT uri), bool_or(clips > 3), bool_or(rejected = clips)"
                    + " FROM '%1$s/tables/archive/*.parquet'",
                "cut"))
        .containsExactly("true|true|true|true|true|true");
    assertThat(
            query(
                "SELECT DISTINCT round(share_angry + share_disgust + share_fear + share_happy +"
                    + " share_neutral + share_sad + share_surprise, 9) FROM '%s/tables/archive/*.parquet'"
                    + " WHERE clips > rejected",
                "cut"))
        .containsExactly("1.0");
  }

  @Test
  void refusesWhatItCannotDo() throws Exception {
    assertThat(affect("score-archive --workspace w").err())
        .contains("score-archive: there is nothing to score: give --archive, a folder of files");

    Files.createDirectories(folder.resolve("videos"));
    Files.copy(
        Path.of(TestData.file("clips/id001_sad.mp4").toString()), folder.resolve("videos/one.mp4"));
    Result noWeights = affect("score-archive --archive videos --workspace w");
    assertThat(noWeights.code()).isEqualTo(ExitCode.INPUT);
    assertThat(noWeights.err()).contains("there is no file of weights ");

    Result ofAnother =
        affect("score-archive --archive videos --models made/models --workspace made");
    assertThat(ofAnother.code()).isEqualTo(ExitCode.USAGE);
    assertThat(ofAnother.err()).contains("give score-archive a workspace of its own");
  }
}
