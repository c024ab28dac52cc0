package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.jobs.Launcher.Result;

/** Decoders that take their process down, and processes that are killed, on real processes. */
class CrashIT {
  private static final List<String> GOOD = List.of("angry", "disgust", "fear", "happy", "sad");

  @TempDir Path folder;

  /** A manifest of good clips, and of faulty copies of some, which {@link FakeFiles} knows. */
  private void manifest(String... faulty) throws IOException {
    List<String> lines = new ArrayList<>(List.of("clip_id,uri,start_ms,end_ms"));
    for (String name : faulty) {
      Path file = Files.copy(TestData.file("clips/id001_sad.mp4"), folder.resolve(name + ".mp4"));
      lines.add("%s,%s,,".formatted(name, FakeFiles.uri(file)));
    }
    for (String name : GOOD) {
      lines.add("%s,%s,,".formatted(name, TestData.file("clips/id001_" + name + ".mp4")));
    }
    Files.write(folder.resolve("list.csv"), lines);
  }

  private Result extract(String... spark) throws Exception {
    String faults = Path.of("target/test-classes").toAbsolutePath().toString();
    String[] extract =
        ("extract --manifest list.csv --workspace w --"
                + " --conf spark.driver.extraClassPath=%1$s --conf spark.executor.extraClassPath=%1$s")
            .formatted(faults)
            .split(" ");
    return Launcher.affect(
        folder, Stream.of(extract, spark).flatMap(Stream::of).toArray(String[]::new));
  }

  private List<String> table(String name, String columns) {
    return DuckDb.query(
        "SELECT %s FROM '%s/w/tables/%s/*.parquet' ORDER BY clip_id"
            .formatted(columns, folder, name));
  }

  private void assertGoodAreDoneAndOthers(String... expected) {
    assertThat(table("faces", "clip_id, faces_found"))
        .containsExactlyElementsOf(GOOD.stream().map(clip -> clip + "|16").toList());
    assertThat(table("rejects", "DISTINCT clip_id, reason")).containsExactly(expected);
    assertThat(table("clips", "clip_id"))
        .hasSize(GOOD.size() + expected.length)
        .doesNotHaveDuplicates();
    assertThat(folder.resolve("w/.staging")).doesNotExist();
  }

  @Test
  void aClipThatTakesTheJvmDownIsRejectedTheSecondTime() throws Exception {
    manifest("crash-1", "crash-2", "bug");

    Result result = extract();

    assertThat(result.err())
        .contains("affect: the JVM died of SIGABRT; it is started again where it was")
        .contains("INFO extract: with runs before, 8 clips, faces rejected 3 (DECODER_CRASHED 2,");
    assertThat(result.code()).isZero();
    assertGoodAreDoneAndOthers(
        "bug|INTERNAL_ERROR", "crash-1|DECODER_CRASHED", "crash-2|DECODER_CRASHED");
  }

  /** A long film of many clips is not to cost a process for each. */
  @Test
  void ofAFileThatEndsProcessAfterProcessTheRestIsRejected() throws Exception {
    manifest("crash");
    List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("list.csv")));
    String[] ofFile = lines.remove(1).split(",");
    for (int scene = 0; scene < 5; scene++) {
      lines.add("scene-%d,%s,%d,%d".formatted(scene, ofFile[1], 300 * scene, 300 * scene + 300));
    }
    Files.write(folder.resolve("list.csv"), lines);

    Result result = extract();

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err().split("it is started again where it was", -1))
        .as("once with all of them, three times with one")
        .hasSize(1 + 4);
    assertGoodAreDoneAndOthers(
        IntStream.range(0, 5)
            .mapToObj("scene-%d|DECODER_CRASHED"::formatted)
            .toArray(String[]::new));
    assertThat(table("rejects", "DISTINCT clip_id, contains(message, '3 clips of its file ended')"))
        .containsExactly(
            "scene-0|false", "scene-1|false", "scene-2|false", "scene-3|true", "scene-4|true");
  }

  @Test
  void aClipThatTakesExecutorsDownIsRejectedTheSecondTime() throws Exception {
    manifest("crash-1", "crash-2", "bug");
    try (StandaloneCluster cluster = new StandaloneCluster(folder)) {

      Result result = extract("--master", cluster.master());

      assertThat(result.err()).contains("an executor died (Command exited with code 134)");
      assertThat(result.code()).isZero();
    }
    assertGoodAreDoneAndOthers(
        "bug|INTERNAL_ERROR", "crash-1|DECODER_CRASHED", "crash-2|DECODER_CRASHED");
  }
}
