package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.sparkaffect.network.Networks.NARROW;
import static org.sparkaffect.network.Networks.init;
import static org.sparkaffect.network.Networks.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URL;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FaceRecognitionWeightsTest {
  private static final ComputationGraph NETWORK =
      init(FaceRecognitionNet.BACKBONE.alone(training(), Width.FULL));

  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    FaceRecognitionWeights.copyTo(NETWORK);
  }

  /** What another library makes of the same weights: see the README beside the images. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "id001_neutral",
        "id001_happy",
        "id002_neutral",
        "id002_angry",
        "id003_neutral",
        "id003_sad"
      })
  void embeddingsAreTheReferences(String face) throws IOException {
    float[] embedding = NETWORK.outputSingle(image(face + ".png")).toFloatVector();

    float[] expected =
        JSON.convertValue(
            JSON.readTree(resource("embeddings.json")).get(face + ".png"), float[].class);
    assertThat(embedding).hasSize(128).containsExactly(expected, within(1e-5f));
  }

  /** The other layers keep theirs, and the copy reaches what a stored model is made of. */
  @Test
  void aLargerNetworkTakesThem() {
    GraphBuilder graph =
        training()
            .graphBuilder()
            .addInputs("images")
            .setInputTypes(InputType.convolutional(150, 150, 3));
    FaceRecognitionNet.addTo(graph, "images", Width.FULL);
    ComputationGraph network =
        init(
            graph
                .addLayer("emotion", Heads.output(1), FaceRecognitionNet.FEATURES)
                .setOutputs("emotion")
                .build());
    INDArray head = network.getLayer("emotion").params().dup();

    FaceRecognitionWeights.copyTo(network);

    assertThat(network.getLayer("emotion").params()).isEqualTo(head);
    assertThat(network.params().get(NDArrayIndex.all(), NDArrayIndex.interval(0, 5_607_488)))
        .isEqualTo(NETWORK.params());
  }

  @Test
  void aNarrowNetworkIsRefused() {
    ComputationGraph network = init(FaceRecognitionNet.BACKBONE.alone(training(), NARROW));

    assertThatThrownBy(() -> FaceRecognitionWeights.copyTo(network))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use the full width");
  }

  private static URL resource(String name) {
    return FaceRecognitionWeightsTest.class.getResource("face-recognition/" + name);
  }

  /** By other means than the code under test; over 255, as in the other library. */
  private static INDArray image(String name) throws IOException {
    BufferedImage image = ImageIO.read(resource(name));
    float[] mean = {122.782f, 117.001f, 104.298f};
    float[][][] values = new float[3][150][150];
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < 150; y++) {
        for (int x = 0; x < 150; x++) {
          int value = image.getRGB(x, y) >> (16 - 8 * channel) & 0xff;
          values[channel][y][x] = (value - mean[channel]) / 255;
        }
      }
    }
    return Nd4j.createFromArray(values).reshape(1, 3, 150, 150);
  }
}
