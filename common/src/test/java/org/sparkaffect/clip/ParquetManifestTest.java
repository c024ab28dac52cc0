package org.sparkaffect.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkaffect.emotion.Emotion;

class ParquetManifestTest {
  private static final String COLUMNS =
      """
      optional binary clip_id (STRING); required binary uri (STRING); optional binary label (STRING);
      optional binary split (STRING); optional binary subject (STRING);
      optional int64 start_ms; optional int64 end_ms;
      """;

  @TempDir private Path folder;

  @SafeVarargs
  private Path write(String file, String columns, Consumer<Group>... rows) throws IOException {
    MessageType schema = MessageTypeParser.parseMessageType("message m {" + columns + "}");
    var output =
        HadoopOutputFile.fromPath(new org.apache.hadoop.fs.Path(uri(file)), Archive.HADOOP);
    try (var writer = ExampleParquetWriter.builder(output).withType(schema).build()) {
      for (Consumer<Group> row : rows) {
        Group group = new SimpleGroup(schema);
        row.accept(group);
        writer.write(group);
      }
    }
    return folder.resolve(file);
  }

  private static List<Clip> read(Path manifest) {
    return Manifest.read(manifest.toString(), null, Archive.RULE, Archive.HADOOP);
  }

  private String uri(String file) {
    return new Archive(folder).uri(file);
  }

  @Test
  void everyColumnIsRead() throws IOException {
    Path file =
        write(
            "clips.parquet",
            COLUMNS,
            row ->
                row.append("clip_id", "one")
                    .append("uri", "Füße 1.mp4")
                    .append("label", "Fear")
                    .append("split", "val")
                    .append("subject", "Ann")
                    .append("start_ms", 1500L)
                    .append("end_ms", 3_000_000_000L),
            row -> row.append("uri", "b.mp4"));

    assertThat(read(file))
        .containsExactly(
            new Clip(
                "one", uri("Füße 1.mp4"), 1500L, 3_000_000_000L, Emotion.FEAR, Split.VAL, "Ann"),
            Clip.ofFile("b", uri("b.mp4")));
  }

  @Test
  void shortIntegersAndBareBytesAreRead() throws IOException {
    Path file =
        write(
            "clips.parquet",
            "required binary uri; required int32 start_ms; required int32 end_ms;",
            row -> row.append("uri", "ä.mp4").append("start_ms", 5).append("end_ms", 9));

    assertThat(read(file))
        .containsExactly(new Clip("ä@5-9", uri("ä.mp4"), 5L, 9L, null, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"clips.parquet", "clips"})
  void aFolderOfFilesIsOneTable(String name) throws IOException {
    write(name + "/part-1.parquet", COLUMNS, row -> row.append("uri", "b.mp4"));
    write(name + "/part-0.parquet", COLUMNS, row -> row.append("uri", "a.mp4"));
    write(name + "/_temporary.parquet", COLUMNS, row -> row.append("uri", "c.mp4"));
    Files.createFile(folder.resolve(name + "/_SUCCESS"));

    assertThat(read(folder.resolve(name)))
        .containsExactly(Clip.ofFile("a", uri("a.mp4")), Clip.ofFile("b", uri("b.mp4")));
  }

  @Test
  void mistakesAreNamedWithFileAndRow() throws IOException {
    write("clips/0.parquet", COLUMNS, row -> row.append("uri", "a.mp4"));
    write(
        "clips/1.parquet",
        COLUMNS,
        row -> row.append("uri", "a.avi"),
        row -> row.append("uri", "b.mp4").append("label", "sat").append("start_ms", -1L),
        row -> row.append("uri", ""));
    Path clips = folder.resolve("clips");

    assertThatThrownBy(() -> read(clips))
        .isInstanceOf(InputException.class)
        .message()
        .satisfies(
            message ->
                assertThat(message.lines().map(line -> line.split(";")[0]))
                    .containsExactly(
                        clips
                            + "/1.parquet: row 1: clip_id 'a' is taken by "
                            + clips
                            + "/0.parquet: row 1",
                        clips + "/1.parquet: row 2: unknown label 'sat'",
                        clips + "/1.parquet: row 2: start_ms -1 is negative",
                        clips + "/1.parquet: row 3: there is no uri"));
  }

  @Test
  void columnsAreThoseOfTheContract() throws IOException {
    Path misnamed = write("a.parquet", "required binary path;", row -> row.append("path", "a.mp4"));
    Path nested = write("b.parquet", "repeated binary uri;", row -> row.append("uri", "a.mp4"));
    Path fraction =
        write(
            "c.parquet",
            "required binary uri; required double end_ms;",
            row -> row.append("uri", "a.mp4").append("end_ms", 1.5));

    assertThatThrownBy(() -> read(misnamed))
        .hasMessageContaining("a.parquet: unknown column 'path'");
    assertThatThrownBy(() -> read(nested)).hasMessageContaining("b.parquet: column uri is nested");
    assertThatThrownBy(() -> read(fraction))
        .hasMessageContaining("c.parquet: row 1: end_ms '1.5' is not a whole number");
  }

  @Test
  void whatIsNoParquetOrHasNoRowIsRefused() throws IOException {
    Path empty = write("empty.parquet", COLUMNS);
    Path text = Files.writeString(folder.resolve("text.parquet"), "uri\na.mp4\n");
    Path bare = Files.createDirectory(folder.resolve("bare.parquet"));

    assertThatThrownBy(() -> read(empty)).hasMessageContaining("empty.parquet lists no clip");
    assertThatThrownBy(() -> read(bare)).hasMessageContaining("bare.parquet lists no clip");
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("text.parquet cannot be read as Parquet");
  }
}
