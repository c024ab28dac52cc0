package org.sparkaffect.network.caffe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sparkaffect.network.caffe.TestBlob.counting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.network.MeanClip;
import org.sparkaffect.network.caffe.CaffeWriter.Dialect;

/** On a convolution (2 of 3 x 3, from 3 channels) and a dense layer (5 from 2 x 4 x 4). */
class CaffeImportTest {
  private static final NameTable TABLE =
      new NameTable(Map.of("conv", "conv", "fc-1", "fc"), Set.of("classes"));

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void readsEveryDialect(Dialect dialect) {
    ComputationGraph graph = fill(complete(dialect).toBytes());

    float[] oneOnwards = counting(2 * 3 * 3 * 3).values();
    assertThat(graph.getParam("conv_W").dup('c').data().asFloat()).containsExactly(oneOnwards);
    assertThat(graph.getParam("conv_b").toFloatVector()).containsExactly(1, 2);
    assertThat(graph.getParam("fc_W").toFloatMatrix()[31]).containsExactly(32, 64, 96, 128, 160);
    assertThat(graph.getParam("fc_b").toFloatVector()).containsExactly(1, 2, 3, 4, 5);
  }

  /** More than one chunk of the reader's, and the last not full. */
  @Test
  void readsBlobsInPieces() {
    ComputationGraphConfiguration wide =
        new NeuralNetConfiguration.Builder()
            .graphBuilder()
            .addInputs("in")
            .setInputTypes(InputType.feedForward(317))
            .addLayer("fc", new DenseLayer.Builder().nOut(1031).build(), "in")
            .setOutputs("fc")
            .build();
    ComputationGraph graph = CaffeImport.emptyGraph(wide);
    byte[] file =
        new CaffeWriter(Dialect.V2).layer("fc", counting(1031, 317), counting(1031)).toBytes();

    CaffeImport.fill(graph, new NameTable(Map.of("fc", "fc"), Set.of()), write(file));

    float[] all = graph.getParam("fc_W").transpose().dup('c').data().asFloat();
    assertThat(all).containsExactly(counting(1031 * 317).values());
  }

  static Stream<Arguments> broken() {
    byte[] whole = complete(Dialect.V1).toBytes();
    return Stream.of(
        Arguments.of("empty", new byte[0], "is not a binary Caffe model"),
        Arguments.of("text", "name: \"net\"\nlayer {}\n".getBytes(UTF_8), "is not a binary Caffe"),
        Arguments.of("zeros", new byte[100], "is not a binary Caffe"),
        Arguments.of("no weights", new CaffeWriter(Dialect.V1).layer("conv").toBytes(), "weights"),
        Arguments.of("last byte cut", Arrays.copyOf(whole, whole.length - 1), "cut short"),
        Arguments.of(
            "a mean file",
            new CaffeWriter(Dialect.V1_C3D).blob(counting(3, 16, 8, 8)),
            "is not a binary Caffe"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void whatIsNoModelIsAMistake(String what, byte[] file, String message) {
    assertThatThrownBy(() -> fill(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("net.caffemodel")
        .hasMessageContaining(message);
  }

  /** Wherever it is cut, also between two fields. */
  @ParameterizedTest
  @EnumSource
  void aPartOfAModelIsAMistake(Dialect dialect) {
    byte[] whole = needed(dialect).toBytes();
    for (int length = 0; length < whole.length; length += 7) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> fill(part)).isInstanceOf(InputException.class);
    }
  }

  static Stream<Arguments> wrong() {
    TestBlob convolution = counting(2, 3, 3, 3);
    TestBlob dense = counting(5, 32);
    return Stream.of(
        Arguments.of(
            model().layer("conv", convolution).layer("fc-1", dense, counting(5)),
            "conv blob 1 is missing, expected 2"),
        Arguments.of(
            model().layer("conv", convolution, counting(2)),
            "fc-1 blob 0 is missing, expected 5x32\nfc-1 blob 1 is missing, expected 5"),
        Arguments.of(
            complete(Dialect.V1).layer("fc", dense), "fc blob 0 (1x1x5x32) is not expected"),
        Arguments.of(
            model().layer("conv", convolution, counting(2), counting(2)).layer("fc-1", dense),
            "conv blob 2 (1x1x1x2) is not expected\nfc-1 blob 1 is missing, expected 5"),
        Arguments.of(
            model()
                .layer("conv", counting(2, 3, 5, 5), counting(2))
                .layer("fc-1", counting(32, 5), counting(6)),
            """
            conv blob 0 is 2x3x5x5, expected 2x3x3x3
            fc-1 blob 0 is 1x1x32x5, expected 5x32
            fc-1 blob 1 is 1x1x1x6, expected 5"""),
        Arguments.of(
            model()
                .layer("conv", new TestBlob(new float[53], 2, 3, 3, 3), counting(2))
                .layer("fc-1", new TestBlob(new float[161], 5, 32), counting(5)),
            """
            conv blob 0 has 53 values, expected 2x3x3x3
            fc-1 blob 0 has 161 values, expected 5x32"""),
        Arguments.of(
            complete(Dialect.V1).layer("conv", convolution), "conv blob 0 is there twice"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void allThatIsWrongIsListed(CaffeWriter file, String list) {
    assertThatThrownBy(() -> fill(file.toBytes()))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("net.caffemodel is another model than this network takes:\n" + list);
  }

  @Test
  void aNetworkIsCoveredByItsTable() {
    NameTable part = new NameTable(Map.of("conv", "conv"), Set.of());

    assertThatThrownBy(() -> part.places(network()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[fc] would keep random weights");
  }

  @ParameterizedTest
  @EnumSource(
      value = Dialect.class,
      names = {"V1_C3D", "V2"})
  void meanClip(Dialect dialect) {
    TestBlob clip = counting(3, 16, 128, 171);

    MeanClip mean = CaffeImport.mean(write(new CaffeWriter(dialect).blob(clip)));

    int at = ((2 * 16 + 15) * 128 + 100) * 171 + 99;
    assertThat(mean.at(2, 15, 100, 99)).isEqualTo(clip.values()[at]);
  }

  @Test
  void anotherMeanIsAMistake() {
    byte[] image = new CaffeWriter(Dialect.V1).blob(counting(3, 8, 8));

    assertThatThrownBy(() -> CaffeImport.mean(write(image)))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith(
            "is a blob of 1x3x8x8 with 192 values, not a mean clip of 3x16x128x171");
    assertThatThrownBy(() -> CaffeImport.mean(folder.resolve("none")))
        .isInstanceOf(InputException.class)
        .hasMessage("there is no file " + folder.resolve("none"));
  }

  private static CaffeWriter model() {
    return new CaffeWriter(Dialect.V1);
  }

  private static CaffeWriter needed(Dialect dialect) {
    return new CaffeWriter(dialect)
        .layer("conv", counting(2, 3, 3, 3), counting(2))
        .layer("relu")
        .layer("fc-1", counting(5, 32), counting(5));
  }

  private static CaffeWriter complete(Dialect dialect) {
    return needed(dialect).layer("classes", counting(9, 5));
  }

  private ComputationGraph fill(byte[] file) {
    ComputationGraph graph = CaffeImport.emptyGraph(network());
    CaffeImport.fill(graph, TABLE, write(file));
    return graph;
  }

  private Path write(byte[] file) {
    try {
      return Files.write(folder.resolve("net.caffemodel"), file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ComputationGraphConfiguration network() {
    return new NeuralNetConfiguration.Builder()
        .activation(Activation.RELU)
        .graphBuilder()
        .addInputs("in")
        .setInputTypes(InputType.convolutional(6, 6, 3))
        .addLayer("conv", new ConvolutionLayer.Builder(3, 3).nOut(2).build(), "in")
        .addLayer("fc", new DenseLayer.Builder().nOut(5).build(), "conv")
        .setOutputs("fc")
        .build();
  }
}
