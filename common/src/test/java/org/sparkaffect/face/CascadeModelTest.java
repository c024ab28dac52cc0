package org.sparkaffect.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.BufferUnderflowException;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.clip.RgbImage;

class CascadeModelTest {
  private static final int CHANNELS = 3;
  private static final int FILTERS = 4;
  private static final int HIDDEN = 5;

  /** Widths and heights differ, so that a kernel that is not transposed is seen. */
  @ParameterizedTest(name = "pool {0}, {1} x {2}")
  @CsvSource({
    "2, 11,  9", // the pool divides evenly by neither side
    "2, 12,  9",
    "2, 10, 12", // by both
    "3, 11,  9",
    "3, 12,  9",
    "3, 10, 14",
  })
  @SuppressWarnings("try") // a PointerScope works by being open
  void givesWhatThePlainSumsGive(int pool, int width, int height) {
    FloatBuffer weights = weights();
    CascadeModel model =
        new CascadeModel(weights, 12)
            .convolution(3, FILTERS)
            .maxPool(pool)
            .convolution(2, HIDDEN)
            .head(2)
            .head(4);
    List<RgbImage> images = List.of(image(width, height, 1), image(width, height, 2));
    List<float[]> heads;
    try (PointerScope scope = new PointerScope();
        CascadeNet net = new CascadeNet(model)) {
      heads = net.forward(images.stream().map(Mats::of).toList());
    }

    assertThat(heads).hasSize(2);
    for (int i = 0; i < images.size(); i++) {
      FloatBuffer plain = weights();
      double[][][] first = convolution(normalized(images.get(i)), plain, 3, FILTERS);
      double[][][] pooled = maxPool(prelu(first, plain), pool);
      double[][][] hidden = prelu(convolution(pooled, plain, 2, HIDDEN), plain);
      assertBatchItem(heads.get(0), i, convolution(hidden, plain, 1, 2));
      assertBatchItem(heads.get(1), i, convolution(hidden, plain, 1, 4));
      assertThat(plain.position()).isEqualTo(weights.position());
    }
  }

  @Test
  void weightsThatAreTooFewAreRefused() {
    FloatBuffer weights = FloatBuffer.allocate(3 * 3 * CHANNELS * FILTERS + FILTERS);

    assertThatThrownBy(() -> new CascadeModel(weights, 12).convolution(3, FILTERS))
        .isInstanceOf(BufferUnderflowException.class);
  }

  private static FloatBuffer weights() {
    Random random = new Random(42);
    FloatBuffer weights = FloatBuffer.allocate(400);
    while (weights.hasRemaining()) {
      weights.put((float) random.nextGaussian());
    }
    return weights.flip();
  }

  private static RgbImage image(int width, int height, long seed) {
    byte[] pixels = new byte[width * height * CHANNELS];
    new Random(seed).nextBytes(pixels);
    return new RgbImage(width, height, pixels);
  }

  /** Values by channel, row and column. */
  private static double[][][] normalized(RgbImage image) {
    double[][][] values = new double[CHANNELS][image.height()][image.width()];
    for (int i = 0; i < image.pixels().length; i++) {
      int pixel = i / CHANNELS;
      values[i % CHANNELS][pixel / image.width()][pixel % image.width()] =
          ((image.pixels()[i] & 0xFF) - 127.5) / 128;
    }
    return values;
  }

  /** The first of a stored kernel's indices goes along columns: it was learnt on turned images. */
  private static double[][][] convolution(
      double[][][] in, FloatBuffer weights, int size, int filters) {
    int start = weights.position();
    int bias = start + size * size * in.length * filters;
    weights.position(bias + filters);
    double[][][] out = new double[filters][in[0].length - size + 1][in[0][0].length - size + 1];
    for (int filter = 0; filter < filters; filter++) {
      for (int y = 0; y < out[0].length; y++) {
        for (int x = 0; x < out[0][0].length; x++) {
          double sum = weights.get(bias + filter);
          for (int i = 0; i < size * size * in.length; i++) {
            int right = i / in.length / size;
            int down = i / in.length % size;
            sum +=
                weights.get(start + i * filters + filter) * in[i % in.length][y + down][x + right];
          }
          out[filter][y][x] = sum;
        }
      }
    }
    return out;
  }

  private static double[][][] prelu(double[][][] values, FloatBuffer weights) {
    for (double[][] channel : values) {
      float slope = weights.get();
      for (double[] row : channel) {
        for (int x = 0; x < row.length; x++) {
          row[x] = row[x] < 0 ? slope * row[x] : row[x];
        }
      }
    }
    return values;
  }

  private static double[][][] maxPool(double[][][] in, int size) {
    int rows = (int) Math.ceil((in[0].length - size) / 2.0) + 1;
    int columns = (int) Math.ceil((in[0][0].length - size) / 2.0) + 1;
    double[][][] out = new double[in.length][rows][columns];
    for (int channel = 0; channel < in.length; channel++) {
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < columns; x++) {
          double most = Double.NEGATIVE_INFINITY;
          for (int v = 2 * y; v < Math.min(2 * y + size, in[0].length); v++) {
            for (int u = 2 * x; u < Math.min(2 * x + size, in[0][0].length); u++) {
              most = Math.max(most, in[channel][v][u]);
            }
          }
          out[channel][y][x] = most;
        }
      }
    }
    return out;
  }

  private static void assertBatchItem(float[] batch, int item, double[][][] expected) {
    int rows = expected[0].length;
    int columns = expected[0][0].length;
    int size = expected.length * rows * columns;
    assertThat(batch).hasSize(2 * size);
    for (int i = 0; i < size; i++) {
      assertThat((double) batch[item * size + i])
          .as("value " + i)
          .isCloseTo(expected[i / columns / rows][i / columns % rows][i % columns], within(1e-3));
    }
  }
}
