package org.sparkaffect.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.jobs.Launcher.Result;

/** Whole commands, from files of media to tables that DuckDB reads. */
class RunIT {
  private static final String FACES =
      "* REPLACE (md5(pixels::VARCHAR) AS pixels)"; // a failure should stay readable

  @TempDir Path folder;

  private Result affect(String... args) throws Exception {
    return Launcher.affect(folder, args);
  }

  private List<String> table(String workspace, String name, String columns) {
    return DuckDb.query(
        "SELECT %s FROM '%s/%s/tables/%s/*.parquet' ORDER BY clip_id"
            .formatted(columns, folder, workspace, name));
  }

  private int files(String workspace, String table) {
    return folder.resolve(workspace).resolve("tables").resolve(table).toFile().list().length;
  }

  @Test
  void theFirstCommandOfTheManualMakesTheTablesOnAnyNumberOfCores() throws Exception {
    String config = Path.of("../conf/local.conf").toAbsolutePath().toString();

    Result run = affect("run", "--config", config, "--workspace", "w");

    assertThat(run.err()).contains("INFO extract: 42 clips in ").doesNotContain("\tat ");
    assertThat(run.code()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(table("w", "faces", "clip_id, faces_found"))
        .hasSize(42)
        .allMatch(row -> row.matches("id\\d+_[a-z]+\\|16"));
    assertThat(table("w", "clips", "clip_id, label, split, subject"))
        .isEqualTo(
            DuckDb.query(
                "SELECT clip_id, label, split, subject FROM '%s' ORDER BY clip_id"
                    .formatted(TestData.file("manifest.csv"))));
    assertThat(folder.resolve("w").toFile().list())
        .containsExactlyInAnyOrder("tables", "models", "summaries", "report");
    assertThat(folder.resolve("w/tables").toFile().list())
        .contains("clips", "faces", "acoustics", "features", "training_log", "scores", "fused");
    assertThat(folder.resolve("w/models/resnet-lstm").toFile().list())
        .containsExactlyInAnyOrder("best.zip", "last.zip");
    assertThat(
            DuckDb.query(
                "SELECT decode(value) FROM parquet_kv_metadata('%s/w/tables/clips/*.parquet') WHERE decode(key) IN ('affect.version', 'affect.created-by-job') ORDER BY decode(key)"
                    .formatted(folder)))
        .satisfiesExactly(
            job -> assertThat(job).isEqualTo("extract"),
            version -> assertThat(version).matches("\\d+\\.\\d+\\.\\d+.*"));

    String[] oneCore =
        "extract --manifest %s --limit 6 --workspace one -- --master local[1]"
            .formatted(TestData.file("manifest.csv"))
            .split(" ");
    assertThat(affect(oneCore).code()).isZero();

    assertThat(files("one", "faces")).as("tasks, three a core").isEqualTo(3);
    assertThat(table("one", "faces", FACES))
        .hasSize(6)
        .isEqualTo(table("w", "faces", FACES).subList(0, 6));
  }

  @Test
  void aDryRunTellsWhatCanBeKnown() throws Exception {
    String config = Path.of("../conf/local.conf").toAbsolutePath().toString();

    Result run = affect("run", "--config", config, "--workspace", "w", "--dry-run");

    assertThat(run.err())
        .contains(
            "INFO would extract 42 clips of 42 files, ",
            "INFO what train would do is not known yet: ");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(folder.resolve("w")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bad.csv                  | 3 | affect extract: not one of the 2 clips could be read; the table of rejects says why",
        "none.csv                 | 3 | affect extract: there is no manifest file:FOLDER/none.csv; give a CSV or Parquet file, or a folder of media",
        "bad.csv --stages voice   | 2 | affect extract: --stages: extract.stages knows no 'voice', only faces, acoustics; the nearest is 'faces'",
      })
  void saysInASentenceWhyItCannotSucceed(String args, int code, String sentence) throws Exception {
    Files.writeString(folder.resolve("bad.csv"), "uri\nmissing.mp4\nbad.csv\n");

    Result result = affect(("extract --workspace w --manifest " + args).split(" "));

    assertThat(result.err())
        .contains(sentence.replace("FOLDER", folder.toString()))
        .doesNotContain("\tat ");
    assertThat(result.code()).isEqualTo(code);
  }

  @Test
  void aFolderOfADataSetIsAManifest() throws Exception {
    copy("clips/id001_angry.mp4", "set/Actor_01/01-01-05-01-01-01-01.mp4");
    copy("clips/id001_angry.mp4", "set/Actor_01/02-01-05-01-01-01-01.mp4");
    copy("clips/id001_sad.mp4", "set/Actor_01/01-01-04-02-01-01-01.mp4");
    copy("clips/id003_neutral.avi", "set/Actor_02/01-01-02-01-01-01-02.avi");
    copy("hostile/text.mp4", "set/Actor_02/01-01-08-01-01-01-02.mp4");

    Result result = affect("extract", "--manifest", "set", "--workspace", "w");

    assertThat(result.err()).contains("5 media files, layout ravdess");
    assertThat(result.code()).isZero();
    assertThat(table("w", "faces", "clip_id, label, subject"))
        .containsExactly(
            "Actor_01/01-01-04-02-01-01-01|Sad|actor_01",
            "Actor_01/01-01-05-01-01-01-01|Angry|actor_01",
            "Actor_02/01-01-02-01-01-01-02|Neutral|actor_02");
    assertThat(table("w", "rejects", "clip_id, label, subject, reason"))
        .containsExactly(
            "Actor_02/01-01-08-01-01-01-02|Surprise|actor_02|NOT_MEDIA",
            "Actor_02/01-01-08-01-01-01-02|Surprise|actor_02|NOT_MEDIA");
    assertThat(table("w", "clips", "DISTINCT ON (clip_id) subject, split"))
        .allMatch(row -> row.matches("actor_0[12]\\|(train|val|test)"))
        .hasSize(4);
  }

  private void copy(String clip, String name) throws IOException {
    Path target = folder.resolve(name);
    Files.createDirectories(target.getParent());
    Files.copy(TestData.file(clip), target);
  }

  /** A pipe tells: who opens it to write waits until somebody opens it to read. */
  @Test
  void hostileFilesCostARowEachAndWhatTheyNameIsNotOpened() throws Exception {
    Path pipe = folder.resolve("pipe.mp4");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Thread writer = new Thread(() -> open(pipe), "writer");
    writer.setDaemon(true);
    writer.start();
    playlist(
        "hls.avi", pipe, "#EXTM3U", "#EXTINF:1.9,", "pipe.mp4", "file://PIPE", "#EXT-X-ENDLIST");
    playlist("ffconcat.mp4", pipe, "ffconcat version 1.0", "file pipe.mp4", "file 'file:PIPE'");
    playlist("dash.mkv", pipe, "<MPD><Period><BaseURL>file:PIPE</BaseURL></Period></MPD>");
    Path hostile = TestData.file("hostile.csv");
    Files.writeString(
        folder.resolve("list.csv"),
        Files.readString(hostile).replace(",hostile/", "," + hostile.getParent() + "/hostile/")
            + "hls,hls.avi\nffconcat,ffconcat.mp4\ndash,dash.mkv\n");

    Result result = affect("extract", "--manifest", "list.csv", "--workspace", "w");

    assertThat(writer.isAlive()).as("nobody has opened the pipe").isTrue();
    assertThat(result.err())
        .contains("20 clips in ", ", faces rejected 13 (EXTERNAL_REFERENCE 5, ")
        .doesNotContain("\tat ");
    assertThat(result.code()).isZero();
    assertThat(TestData.outcomes(folder.resolve("w")))
        .containsAll(TestData.expectedOfHostile())
        .contains(
            "hls|faces|EXTERNAL_REFERENCE",
            "ffconcat|faces|EXTERNAL_REFERENCE",
            "dash|acoustics|EXTERNAL_REFERENCE")
        .hasSize(2 * 20);
    Files.newInputStream(pipe).close();
    writer.join(10_000);
    assertThat(writer.isAlive()).as("it would have been noticed").isFalse();
  }

  private void playlist(String name, Path pipe, String... lines) throws IOException {
    String text = String.join("\n", lines).replace("PIPE", pipe.toString());
    Files.writeString(folder.resolve(name), text);
  }

  private static void open(Path pipe) {
    try {
      Files.newOutputStream(pipe).close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theVoiceOfSingleFilesIsPrintedAsOpenSmileDoes() throws Exception {
    copy("hostile/silent.mp4", "silent.mp4");
    copy("clips/id001_sad.mp4", "b.c/id001.sad.mp4");
    Path flac = Path.of("src/test/resources/voice/short_0p3s.flac").toAbsolutePath();
    Path reference = Path.of("../common/src/test/resources/org/sparkaffect/audio/egemaps/func");
    List<String> openSmile;
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(reference.resolve("short_0p3s.csv.gz")))) {
      openSmile = new String(in.readAllBytes(), UTF_8).lines().toList();
    }

    Result result =
        affect("egemaps", flac.toString(), "silent.mp4", "b.c/id001.sad.mp4", "missing.wav");

    List<String> lines = result.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo(openSmile.get(0));
    assertThat(lines.get(1)).startsWith("'short_0p3s';0.000000;4.0894");
    assertThat(lines.get(2)).startsWith("'id001.sad';0.000000;");
    assertThat(lines).allMatch(line -> line.split(";").length == 90);
    assertThat(result.err().lines())
        .containsExactly(
            "affect egemaps: silent.mp4: there is no sound stream (NO_SOUND)",
            "affect egemaps: missing.wav: no such file (NOT_FOUND)");
    assertThat(result.code()).isEqualTo(3);
  }
}
