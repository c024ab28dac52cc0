package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sparkaffect.network.Networks.NARROW;
import static org.sparkaffect.network.Networks.init;
import static org.sparkaffect.network.Networks.training;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkaffect.clip.InputException;

class BackboneFileTest {
  private static final MeanClip MEAN = new MeanClip(ramp());

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsRead() throws IOException {
    Backbone written = c3d(Optional.of(MEAN));
    ByteArrayOutputStream file = new ByteArrayOutputStream();

    BackboneFile.write(written, file);
    Backbone read = read(file.toByteArray());

    assertThat(read.model()).isEqualTo(PublishedModel.C3D_SPORTS1M);
    assertThat(read.source()).isEqualTo("c3d.caffemodel");
    assertThat(read.sha256()).isEqualTo("abc");
    assertThat(read.graph().getConfiguration()).isEqualTo(written.graph().getConfiguration());
    assertThat(read.graph().params()).isEqualTo(written.graph().params());
    assertThat(read.graph().getParam("fc7_W")).isEqualTo(written.graph().getParam("fc7_W"));
    assertThat(read.mean()).contains(MEAN);
  }

  @Test
  void deeplearning4jReadsItToo() throws IOException {
    Backbone written = c3d(Optional.empty());
    Path file = folder.resolve("c3d.zip");

    BackboneFile.write(written, file);

    ComputationGraph read = ModelSerializer.restoreComputationGraph(file.toFile(), false);
    assertThat(read.params()).isEqualTo(written.graph().params());
    assertThat(read(Files.readAllBytes(file)).mean()).isEmpty();
  }

  @Test
  void aFileThatIsThereStays() throws IOException {
    Path file = Files.writeString(folder.resolve("c3d.zip"), "mine");

    assertThatThrownBy(() -> BackboneFile.write(c3d(Optional.empty()), file))
        .isInstanceOf(InputException.class)
        .hasMessage(file + " is there already; remove it, or name another file");
    assertThat(file).hasContent("mine");
  }

  @Test
  void aFailureLeavesNothingBehind() {
    Backbone without = new Backbone(PublishedModel.C3D_SPORTS1M, null, "", "", Optional.empty());

    assertThatThrownBy(() -> BackboneFile.write(without, folder.resolve("c3d.zip")))
        .isInstanceOf(NullPointerException.class);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void thereIsAFolderForIt() {
    Path file = folder.resolve("none").resolve("c3d.zip");

    assertThatThrownBy(() -> BackboneFile.requireNew(file))
        .isInstanceOf(InputException.class)
        .hasMessage("there is no folder " + folder.resolve("none"));
    BackboneFile.requireNew(Path.of("surely-not-there.zip"));
  }

  static Stream<Arguments> broken() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    BackboneFile.write(c3d(Optional.of(MEAN)), file);
    byte[] whole = file.toByteArray();
    ByteArrayOutputStream network = new ByteArrayOutputStream();
    GraphFile.write(c3d(Optional.empty()).graph(), false, Map.of(), network);
    byte[] flipped = whole.clone();
    flipped[whole.length - 5000] ^= 1;
    return Stream.of(
        Arguments.of("empty", new byte[0], "it holds no network"),
        Arguments.of("text", "weights".getBytes(StandardCharsets.UTF_8), "it holds no network"),
        Arguments.of("a zip of something else", zip("readme", "hello"), "it holds no network"),
        Arguments.of("another network", network.toByteArray(), "no file that affect import"),
        Arguments.of("half of it", Arrays.copyOf(whole, whole.length / 2), "is broken"),
        Arguments.of("nearly all of it", Arrays.copyOf(whole, whole.length - 9000), "is broken"),
        Arguments.of("a flipped bit", flipped, "is broken"),
        Arguments.of("no JSON", zip("affect.json", "{"), "is broken"),
        Arguments.of("a short mean", zip("mean.f32", "1234"), "is broken"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void whatIsNoSuchFileIsAMistake(String what, byte[] file, String message) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("backbone.zip")
        .hasMessageContaining(message);
  }

  private static Backbone read(byte[] file) {
    return BackboneFile.read(new ByteArrayInputStream(file), "backbone.zip");
  }

  private static byte[] zip(String entry, String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static float[] ramp() {
    float[] values = new float[3 * 16 * 128 * 171];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 512f;
    }
    return values;
  }

  private static Backbone c3d(Optional<MeanClip> mean) {
    return new Backbone(
        PublishedModel.C3D_SPORTS1M,
        init(C3d.backbone(training(), NARROW)),
        "c3d.caffemodel",
        "abc",
        mean);
  }
}
