package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkaffect.network.Networks.parameters;
import static org.sparkaffect.network.Networks.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** At full width, from the configurations alone. */
class ConfigurationsTest {
  private static final long LSTM_BIASES_AND_RECURRENT = 4 * 128 * (128 + 1);

  @Test
  void vgg16() {
    assertThat(parameters(Vgg16.BACKBONE.alone(training(), Width.FULL), Set.of()))
        .isEqualTo(117_479_232);
  }

  @Test
  void vggLstm() {
    long head = 4 * 128 * 4096 + LSTM_BIASES_AND_RECURRENT + 7 * (128 + 1);
    assertThat(parameters(LstmNetwork.vggLstm(Width.FULL).endToEnd(training()), Set.of()))
        .isEqualTo(117_479_232 + head);
    assertThat(parameters(LstmNetwork.vggLstm(Width.FULL).head(training()), Set.of()))
        .isEqualTo(head);
  }

  @Test
  void faceResNet() {
    assertThat(parameters(FaceResNet.BACKBONE.alone(training(), Width.FULL), Set.of()))
        .isEqualTo(27_543_072);
  }

  @Test
  void faceRecognitionNet() {
    assertThat(parameters(FaceRecognitionNet.BACKBONE.alone(training(), Width.FULL), Set.of()))
        .isEqualTo(5_607_488);
  }

  @Test
  void resNetLstm() {
    ComputationGraphConfiguration network =
        LstmNetwork.resNetLstm(FaceResNet.BACKBONE, Width.FULL, PyramidPooling.FLATTEN)
            .endToEnd(Networks.training());

    assertThat(network.getVertices().get("lstm-pool1b").numParams(true)).isEqualTo(81_461_760);
    assertThat(network.getVertices().get("lstm-pool3").numParams(true))
        .isEqualTo(4 * 128 * 30_720 + LSTM_BIASES_AND_RECURRENT);
    assertThat(network.getVertices().get("lstm-fc5").numParams(true))
        .isEqualTo(4 * 128 * 512 + LSTM_BIASES_AND_RECURRENT);
    assertThat(parameters(network, Set.of("lstm-pool1b", "lstm-pool3", "lstm-fc5", "emotion")))
        .isEqualTo(27_543_072);
  }

  @Test
  void resNetLstmOnAGrid() {
    ComputationGraphConfiguration network =
        LstmNetwork.resNetLstm(FaceResNet.BACKBONE, Width.FULL, new PyramidPooling(4, 3))
            .endToEnd(Networks.training());

    assertThat(network.getVertices().get("lstm-pool1b").numParams(true))
        .isEqualTo(4 * 128 * 64 * 4 * 3 + LSTM_BIASES_AND_RECURRENT);
  }

  @Test
  void c3d() {
    assertThat(parameters(C3d.endToEnd(training(), Width.FULL), Set.of("emotion")))
        .isEqualTo(77_995_776);
  }

  static Stream<Arguments> publishedModels() {
    return Stream.of(
        Arguments.of(
            "vgg-face", Vgg16.BACKBONE.alone(training(), Width.FULL), Set.of("fc7", "fc8")),
        Arguments.of("caffe-face", FaceResNet.BACKBONE.alone(training(), Width.FULL), Set.of()),
        Arguments.of("c3d-sports1m", C3d.endToEnd(training(), Width.FULL), Set.of("fc8-1")));
  }

  /** Each layer that has weights in the published model has a namesake here, of that shape. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("publishedModels")
  void layersAreThoseOfThePublishedModel(
      String model, ComputationGraphConfiguration network, Set<String> notTaken)
      throws IOException {
    Set<String> expected = new TreeSet<>();
    for (String line : published(model)) {
      String[] cells = line.split(",");
      if (cells[1].equals("0") && !notTaken.contains(cells[0])) {
        expected.add(cells[0].replace("-1", "") + " " + cells[2]);
      }
    }
    Set<String> actual = new TreeSet<>();
    network
        .getVertices()
        .forEach(
            (name, vertex) -> {
              if (vertex.numParams(true) > 0 && !name.equals("emotion")) {
                actual.add(name + " " + weights(((LayerVertex) vertex).getLayerConf().getLayer()));
              }
            });
    assertThat(actual).isEqualTo(expected);
  }

  /** It is as JSON that a network's configuration is stored, and sent to executors. */
  @Test
  void configurationsSurviveJson() {
    for (ComputationGraphConfiguration network :
        List.of(
            LstmNetwork.vggLstm(Width.FULL).endToEnd(training()),
            LstmNetwork.resNetLstm(FaceResNet.BACKBONE, Width.FULL, PyramidPooling.parse("4x4"))
                .endToEnd(Networks.training()),
            FaceRecognitionNet.BACKBONE.alone(training(), Width.FULL),
            C3d.endToEnd(training(), Width.FULL))) {
      assertThat(ComputationGraphConfiguration.fromJson(network.toJson())).isEqualTo(network);
    }
  }

  private static String weights(Layer layer) {
    if (layer instanceof ChannelPReLU slopes) {
      return Long.toString(slopes.getInputShape()[0]);
    }
    FeedForwardLayer dense = (FeedForwardLayer) layer;
    String shape = dense.getNOut() + "x" + dense.getNIn();
    if (layer instanceof Convolution3D) {
      return shape + "x3x3x3";
    }
    return layer instanceof ConvolutionLayer ? shape + "x3x3" : shape;
  }

  private static List<String> published(String model) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                ConfigurationsTest.class.getResourceAsStream(model + ".csv"),
                StandardCharsets.UTF_8))) {
      List<String> lines = new ArrayList<>(reader.lines().toList());
      lines.remove(0);
      return lines;
    }
  }
}
