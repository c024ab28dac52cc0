package org.sparkaffect.network.caffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkaffect.network.Backbone;
import org.sparkaffect.network.C3d;
import org.sparkaffect.network.PublishedModel;
import org.sparkaffect.network.Width;

/** OpenCV cannot read the fork's files, so plain loops over the blobs stand in for it. */
class C3dImportTest {
  private static final Offset<Double> ROUNDING = within(1e-4);
  private static final int[] CHANNELS = {3, 64, 128, 256, 256, 512, 512, 512, 512};
  private static final String[] NAMES = {
    "conv1a", "conv2a", "conv3a", "conv3b", "conv4a", "conv4b", "conv5a", "conv5b"
  };
  private static final int WIDTH = 16;
  private static final int UNITS = 4096 / WIDTH;
  private static final int FLAT = 512 / WIDTH * 4 * 4;

  private static final SplittableRandom RANDOM = new SplittableRandom(42);
  private static final TestBlob CONV2A = TestBlob.weights(RANDOM, 1, 8, 4, 3, 3, 3);
  private static final TestBlob CONV2A_BIASES = TestBlob.biases(RANDOM, 8);
  private static final TestBlob FC6 = TestBlob.weights(RANDOM, 1, UNITS, FLAT);
  private static final TestBlob FC6_BIASES = TestBlob.biases(RANDOM, UNITS);

  private static String sha256;
  private static Backbone backbone;
  private static Map<String, INDArray> activations;

  @BeforeAll
  static void run(@TempDir Path folder) throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    CaffeWriter model = new CaffeWriter(CaffeWriter.Dialect.V1_C3D);
    for (int i = 0; i < NAMES.length; i++) {
      int in = i == 0 ? 3 : CHANNELS[i] / WIDTH;
      int out = CHANNELS[i + 1] / WIDTH;
      if (NAMES[i].equals("conv2a")) {
        model.layer("conv2a", CONV2A, CONV2A_BIASES);
      } else {
        model.layer(
            NAMES[i], TestBlob.weights(RANDOM, 1, out, in, 3, 3, 3), TestBlob.biases(RANDOM, out));
      }
    }
    model.layer("fc6-1", FC6, FC6_BIASES);
    model.layer("fc7-1", TestBlob.weights(RANDOM, 1, UNITS, UNITS), TestBlob.biases(RANDOM, UNITS));
    model.layer("fc8-1", TestBlob.weights(RANDOM, 1, 487, UNITS), TestBlob.biases(RANDOM, 487));
    Path file = Files.write(folder.resolve("c3d.caffemodel"), model.toBytes());
    TestBlob clip = TestBlob.counting(3, 16, 128, 171);
    Path mean = folder.resolve("mean.binaryproto");
    Files.write(mean, new CaffeWriter(CaffeWriter.Dialect.V1_C3D).blob(clip));
    sha256 = HexFormat.of().formatHex(digest.digest(model.toBytes()));

    backbone =
        CaffeImport.read(
            PublishedModel.C3D_SPORTS1M,
            C3d.backbone(new NeuralNetConfiguration.Builder(), new Width(1.0 / WIDTH)),
            file,
            Optional.of(mean));
    INDArray input = Nd4j.rand(DataType.FLOAT, 1, 3, 16, 112, 112);
    activations = backbone.graph().feedForward(input, false);
  }

  @Test
  void theBackboneSaysWhereItIsFrom() {
    assertThat(backbone.model()).isEqualTo(PublishedModel.C3D_SPORTS1M);
    assertThat(backbone.source()).isEqualTo("c3d.caffemodel");
    assertThat(backbone.sha256()).isEqualTo(sha256);
    assertThat(backbone.mean().orElseThrow().at(0, 0, 0, 9)).isEqualTo(10);
  }

  @Test
  void convolutionsRunOverDepthHeightAndWidth() {
    INDArray input = activations.get("pool1");
    INDArray output = activations.get("conv2a");

    int positive = 0;
    for (int channel = 0; channel < 8; channel++) {
      for (int[] at : new int[][] {{0, 0, 0}, {5, 17, 40}, {15, 55, 55}, {0, 55, 1}}) {
        double expected = convolved(input, channel, at);
        positive += expected > 0 ? 1 : 0;
        assertThat(output.getDouble(0, channel, at[0], at[1], at[2]))
            .isCloseTo(Math.max(0, expected), ROUNDING);
      }
    }
    assertThat(positive).isGreaterThan(8);
  }

  /** At a frame, row and column, before the ReLU. */
  private static double convolved(INDArray input, int output, int[] at) {
    double sum = CONV2A_BIASES.values()[output];
    int next = output * 4 * 27;
    for (int channel = 0; channel < 4; channel++) {
      for (int frame = at[0] - 1; frame <= at[0] + 1; frame++) {
        for (int row = at[1] - 1; row <= at[1] + 1; row++) {
          for (int column = at[2] - 1; column <= at[2] + 1; column++) {
            float weight = CONV2A.values()[next++];
            boolean inside =
                Math.min(frame, Math.min(row, column)) >= 0
                    && frame < 16
                    && row < 56
                    && column < 56;
            sum += inside ? weight * input.getDouble(0, channel, frame, row, column) : 0;
          }
        }
      }
    }
    return sum;
  }

  /** Flattened channel by channel, row by row. */
  @Test
  void denseLayersReadTheFlattenedVolume() {
    INDArray input = activations.get("pool5");
    INDArray output = activations.get("fc6");

    for (int unit = 0; unit < UNITS; unit++) {
      double sum = FC6_BIASES.values()[unit];
      int next = unit * FLAT;
      for (int channel = 0; channel < 512 / WIDTH; channel++) {
        for (int row = 0; row < 4; row++) {
          for (int column = 0; column < 4; column++) {
            sum += FC6.values()[next++] * input.getDouble(0, channel, 0, row, column);
          }
        }
      }
      assertThat(output.getDouble(0, unit)).isCloseTo(Math.max(0, sum), ROUNDING);
    }
  }

  @Test
  void featuresAreFc7() {
    assertThat(activations.get("fc7").shape()).containsExactly(1, UNITS);
    assertThat(activations.get("fc7").maxNumber().doubleValue()).isPositive();
  }
}
