package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.jobs.Launcher.Result;

/**
 * One pass over an archive against extract, score and fuse, by the real command line, left alone
 * and with processes killed on the way.
 */
class ScoreArchiveIT {
  private static final String SCORES =
      "SELECT clip_id, network, model_id, p_angry, p_disgust, p_fear, p_happy, p_neutral, p_sad,"
          + " p_surprise, predicted FROM '%s/tables/scores/*.parquet' ORDER BY ALL";
  private static final String FUSED =
      "SELECT * EXCLUDE fusion_id FROM '%s/tables/fused/*.parquet' ORDER BY clip_id";
  private static final String ARCHIVE = "FROM '%s/tables/archive/*.parquet' ORDER BY uri";

  @TempDir static Path folder;

  private static Result affect(String args) throws Exception {
    return Launcher.affect(folder, args.split(" "));
  }

  private static String[] score(String workspace, String... spark) {
    String job =
        "score-archive --config small.conf --manifest %s --models made/models --workspace %s --"
            .formatted(TestData.file("manifest.csv"), workspace);
    return Stream.concat(Stream.of(job.split(" ")), Stream.of(spark)).toArray(String[]::new);
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

    Files.writeString(
        folder.resolve("small.conf"), "extract { batch-tasks = 2, task-clips = 2 }\n");
    Result scored = Launcher.affect(folder, score("scored"));
    assertThat(scored.code()).as(scored.err()).isZero();
  }

  /** When a batch or more is committed. */
  private static void await(String workspace, Process affect) throws Exception {
    File clips = folder.resolve(workspace).resolve("tables/clips").toFile();
    while (affect.isAlive() && (clips.list() == null || clips.list().length == 0)) {
      Thread.sleep(20);
    }
    assertThat(affect.isAlive()).as(Files.readString(folder.resolve("err"))).isTrue();
  }

  private static void assertAsUndisturbed(String workspace) {
    assertThat(query(SCORES, workspace)).isEqualTo(query(SCORES, "scored"));
    assertThat(query(FUSED, workspace)).isEqualTo(query(FUSED, "scored"));
    assertThat(query(ARCHIVE, workspace)).hasSize(42).isEqualTo(query(ARCHIVE, "scored"));
    assertThat(folder.resolve(workspace + "/.staging")).doesNotExist();
  }

  @Test
  void givesWhatTheJobsGiveOneByOne() throws Exception {
    assertThat(query(SCORES, "scored")).hasSize(84).isEqualTo(query(SCORES, "made"));
    assertThat(query(FUSED, "scored")).hasSize(42).isEqualTo(query(FUSED, "made"));
    assertThat(query("FROM glob('%s/tables/*')", "scored"))
        .noneMatch(table -> table.endsWith("faces") || table.endsWith("acoustics"));

    assertThat(Launcher.affect(folder, score("scored")).err())
        .contains("score-archive: 0 clips in ");
    assertThat(query(FUSED, "scored")).isEqualTo(query(FUSED, "made"));
  }

  @Test
  void aDriverThatIsKilledGoesOnWhereItWas() throws Exception {
    Process affect = Launcher.start(folder, score("killed"));
    await("killed", affect);
    affect.descendants().forEach(ProcessHandle::destroyForcibly);
    assertThat(affect.waitFor()).isEqualTo(128 + 9);

    Result last = Launcher.affect(folder, score("killed"));

    assertThat(last.code()).as(last.err()).isZero();
    assertThat(last.err()).containsPattern("\\d+ of 42 clips are to be done");
    assertAsUndisturbed("killed");
  }

  @Test
  void anExecutorThatIsKilledCostsNoClip() throws Exception {
    try (StandaloneCluster cluster = new StandaloneCluster(folder)) {
      Process affect = Launcher.start(folder, score("cluster", "--master", cluster.master()));
      await("cluster", affect);
      cluster.executors().findAny().orElseThrow().destroyForcibly();

      Result result = Launcher.result(folder, affect);

      assertThat(result.code()).as(result.err()).isZero();
      assertThat(result.err())
          .contains("Command exited with code 137", "INFO score-archive: 42 clips in ");
    }
    assertAsUndisturbed("cluster");
  }

  @Test
  void otherModelsNeedAnotherWorkspace() throws Exception {
    Files.writeString(
        folder.resolve("one.csv"),
        "member,emotion,weight\n"
            + Stream.of(Emotion.values())
                .map(emotion -> "Visual,%s,1\n".formatted(emotion.label()))
                .collect(Collectors.joining()));
    Files.writeString(folder.resolve("one.conf"), "fuse.members = [\"Visual = resnet-lstm\"]\n");

    Result result =
        affect(
            "score-archive --config one.conf --manifest %s --models made/models --weights one.csv --workspace scored"
                .formatted(TestData.file("manifest.csv")));

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err())
        .containsPattern(
            "with other settings: affect.models \\(audio-dnn .*, resnet-lstm .* there, resnet-lstm .* here\\)");
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
