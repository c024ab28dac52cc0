package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sparkaffect.network.Networks.init;
import static org.sparkaffect.network.Networks.training;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

class GraphFileTest {
  private static final INDArray X = Nd4j.randn(DataType.FLOAT, 4, 5);
  private static final INDArray Y =
      Nd4j.createFromArray(
          new float[][] {
            {1, 0, 0, 0, 0, 0, 0},
            {0, 0, 0, 1, 0, 0, 0},
            {0, 1, 0, 0, 0, 0, 0},
            {0, 0, 0, 0, 0, 0, 1}
          });

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsWrittenIsRead(boolean updater) throws IOException {
    ComputationGraph written = trained();
    Map<String, byte[]> others = Map.of("affect.json", "{}".getBytes(StandardCharsets.UTF_8));

    byte[] file = bytes(written, updater, others);
    GraphFile.Contents read = read(file);

    assertThat(GraphFile.readOthers(new ByteArrayInputStream(file)))
        .containsOnlyKeys("affect.json");
    assertThat(GraphFile.readOther(new ByteArrayInputStream(file), "affect.json"))
        .contains(others.get("affect.json"));
    assertThat(GraphFile.readOther(new ByteArrayInputStream(file), "none")).isEmpty();
    assertThat(read.graph().getConfiguration()).isEqualTo(written.getConfiguration());
    assertThat(read.graph().params()).isEqualTo(written.params());
    assertThat(read.graph().getIterationCount()).isEqualTo(2);
    INDArray state = written.getUpdater().getStateViewArray();
    assertThat(state.norm2Number().doubleValue()).isPositive();
    assertThat(read.graph().getUpdater().getStateViewArray())
        .isEqualTo(updater ? state : state.mul(0));
    assertThat(read.others()).containsOnlyKeys("affect.json");
    assertThat(read.others().get("affect.json")).asString().isEqualTo("{}");
  }

  @Test
  void deeplearning4jReadsItToo() throws IOException {
    ComputationGraph written = trained();
    byte[] file = bytes(written, true, Map.of("note", new byte[1]));

    ComputationGraph read =
        ModelSerializer.restoreComputationGraph(new ByteArrayInputStream(file), true);

    assertThat(read.params()).isEqualTo(written.params());
    assertThat(read.getUpdater().getStateViewArray())
        .isEqualTo(written.getUpdater().getStateViewArray());
    fit(read);
    fit(written);
    assertThat(read.params()).isEqualTo(written.params());
  }

  /** Velocity and iteration go on, so the rate drops when it would have: at the fourth step. */
  @Test
  void trainingGoesOnFromIt() throws IOException {
    ComputationGraph uninterrupted = trained();
    ComputationGraph read = read(bytes(uninterrupted, true, Map.of())).graph();
    ComputationGraph without = read(bytes(uninterrupted, false, Map.of())).graph();

    for (int step = 0; step < 2; step++) {
      fit(uninterrupted);
      fit(read);
      fit(without);
      assertThat(read.params()).isEqualTo(uninterrupted.params());
      assertThat(without.params()).isNotEqualTo(uninterrupted.params());
    }
  }

  @Test
  void anUpdaterMayHaveNoState() throws IOException {
    ComputationGraph written = graph(new Sgd(0.1));

    assertThat(read(bytes(written, true, Map.of())).graph().params()).isEqualTo(written.params());
  }

  @Test
  void theStreamStaysOpen() throws IOException {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            throw new AssertionError("closed");
          }
        };

    GraphFile.write(trained(), false, Map.of(), out);
    assertThat(read(out.toByteArray()).graph().params()).isEqualTo(trained().params());
  }

  static Stream<Arguments> broken() throws IOException {
    byte[] file = bytes(trained(), true, Map.of());
    byte[] flipped = file.clone();
    flipped[new String(file, StandardCharsets.ISO_8859_1).indexOf("coefficients.bin") + 200] ^= 1;
    return Stream.of(
        Arguments.of("empty", new byte[0]),
        Arguments.of("no zip", "weights".getBytes(StandardCharsets.UTF_8)),
        Arguments.of("a flipped bit", flipped),
        Arguments.of("no JSON", with(file, "configuration.json", "{")),
        Arguments.of("another JSON", with(file, "configuration.json", "{\"a\": 1}")),
        Arguments.of("no array", with(file, "coefficients.bin", "weights")),
        Arguments.of("too few weights", with(file, "coefficients.bin", array(3))),
        Arguments.of("too little state", with(file, "updaterState.bin", array(3))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void whatIsBrokenIsAnIoException(String what, byte[] file) {
    assertThatThrownBy(() -> read(file)).isInstanceOf(IOException.class);
  }

  /** Wherever: a file that lost its updater's state alone would train on, without its velocity. */
  @Test
  void whatIsCutOffIsAnIoException() throws IOException {
    byte[] file = bytes(trained(), true, Map.of());
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int index = text.indexOf("PK\1\2"); // the entries end here

    for (int length = 0; length < index; length += 1 + length % 7) {
      byte[] part = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> read(part)).as("%d bytes", length).isInstanceOf(IOException.class);
    }
    assertThat(read(Arrays.copyOf(file, index)).graph().params()).isEqualTo(trained().params());
  }

  private static GraphFile.Contents read(byte[] file) throws IOException {
    return GraphFile.read(new ByteArrayInputStream(file));
  }

  private static byte[] bytes(ComputationGraph graph, boolean updater, Map<String, byte[]> others)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    GraphFile.write(graph, updater, others, out);
    return out.toByteArray();
  }

  /** The file with another content in one of its entries. */
  private static byte[] with(byte[] file, String entry, String content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(file));
        ZipOutputStream to = new ZipOutputStream(out)) {
      for (ZipEntry each = from.getNextEntry(); each != null; each = from.getNextEntry()) {
        to.putNextEntry(new ZipEntry(each.getName()));
        to.write(
            each.getName().equals(entry)
                ? content.getBytes(StandardCharsets.ISO_8859_1)
                : from.readAllBytes());
      }
    }
    return out.toByteArray();
  }

  private static String array(int size) throws IOException {
    return new String(Nd4j.toByteArray(Nd4j.ones(1, size)), StandardCharsets.ISO_8859_1);
  }

  private static ComputationGraph trained() {
    ComputationGraph graph =
        graph(
            new Momentum(
                Momentum.Kind.CLASSICAL,
                0.9,
                new StepSchedule(ScheduleType.ITERATION, 0.1, 0.1, 3)));
    fit(graph);
    fit(graph);
    return graph;
  }

  private static ComputationGraph graph(IUpdater updater) {
    return init(
        training()
            .updater(updater)
            .graphBuilder()
            .addInputs("x")
            .addLayer(
                "hidden", new DenseLayer.Builder().nOut(4).activation(Activation.TANH).build(), "x")
            .addLayer("y", Heads.output(1), "hidden")
            .setInputTypes(InputType.feedForward(5))
            .setOutputs("y")
            .build());
  }

  private static void fit(ComputationGraph graph) {
    graph.fit(new INDArray[] {X}, new INDArray[] {Y});
  }
}
