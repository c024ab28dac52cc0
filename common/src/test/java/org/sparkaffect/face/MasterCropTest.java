package org.sparkaffect.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkaffect.clip.RgbImage;

class MasterCropTest {
  private static final int[] COLOURS = {0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF};

  /** The template of caffe-face, 96 x 112, as it is published. */
  @Test
  void theTemplateIsDoubledAndCentred() {
    assertThat(MasterCrop.target(0)).containsExactly(90.5892, 117.3926);
    assertThat(MasterCrop.target(4)).containsExactly(155.4598, 198.4082);
  }

  @Test
  void aMovedTemplateIsBroughtBack() {
    Random random = new Random(42);
    for (int i = 0; i < 200; i++) {
      double scale = Math.exp(random.nextDouble() * 6 - 3);
      AffineTransform moved =
          placed(
              random.nextDouble() * 4000 - 2000,
              random.nextDouble() * 4000 - 2000,
              random.nextDouble() * 2 * Math.PI,
              scale);
      float[] landmarks = landmarks(moved);

      double[] map = MasterCrop.similarity(landmarks);

      for (int point = 0; point < 5; point++) {
        double[] target = MasterCrop.target(point);
        // landmarks are floats: at 4000 px they are 0.0002 px apart
        assertThat(distance(map, landmarks, point, target)).isLessThan(0.001 / Math.min(1, scale));
      }
    }
  }

  @Test
  void aMirroredFaceIsNotReflected() {
    AffineTransform mirror = AffineTransform.getScaleInstance(-1, 1);

    double[] map = MasterCrop.similarity(landmarks(mirror));

    assertThat(map[0]).isEqualTo(map[4]);
    assertThat(map[1]).isEqualTo(-map[3]);
  }

  /** The squared distances are a convex function of the four parameters. */
  @Test
  void noNearbyTransformComesNearerToTheTemplate() {
    Random random = new Random(42);
    for (int i = 0; i < 50; i++) {
      float[] landmarks = landmarks(placed(300, 200, random.nextGaussian(), 0.7));
      for (int j = 0; j < landmarks.length; j++) {
        landmarks[j] += (float) (8 * random.nextGaussian());
      }
      double[] map = MasterCrop.similarity(landmarks);
      double least = squares(map, landmarks);

      for (double step : new double[] {-1e-3, 1e-3}) {
        double turn = step / 100;
        double[] wider = {map[0] + turn, map[1], map[2], map[3], map[4] + turn, map[5]};
        double[] turned = {map[0], map[1] - turn, map[2], map[3] + turn, map[4], map[5]};
        double[] right = {map[0], map[1], map[2] + step, map[3], map[4], map[5]};
        double[] down = {map[0], map[1], map[2], map[3], map[4], map[5] + step};
        for (double[] other : new double[][] {wider, turned, right, down}) {
          assertThat(squares(other, landmarks)).isGreaterThan(least);
        }
      }
    }
  }

  /** Sizes are those of the face over those in the crop; from 2 on the image is shrunk first. */
  @ParameterizedTest(name = "{0} times as large, turned by {1} degrees")
  @CsvSource({
    "0.3, 0",
    "0.6, -25",
    "1, 0",
    "1, 90",
    "1.9, 10",
    "2, 0",
    "3.7, 20",
    "4, 0",
    "4, 180"
  })
  void landmarksComeToTheTemplatesPlaces(double size, double degrees) {
    AffineTransform placed = placed(601, 477, Math.toRadians(degrees), size);
    BufferedImage image = new BufferedImage(1203, 955, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    float[] landmarks = landmarks(placed);
    double radius = 8 * size;
    for (int point = 0; point < 5; point++) {
      graphics.setColor(new Color(COLOURS[point]));
      // a pixel's centre lies half a pixel from the corner that graphics count from
      double x = landmarks[point] + 0.5 - radius;
      double y = landmarks[point + 5] + 0.5 - radius;
      graphics.fill(new Ellipse2D.Double(x, y, 2 * radius, 2 * radius));
    }

    RgbImage crop = cut(Reference.pixels(image), landmarks);

    assertThat(crop.width()).isEqualTo(MasterCrop.SIZE);
    assertThat(crop.height()).isEqualTo(MasterCrop.SIZE);
    for (int point = 0; point < 5; point++) {
      double[] target = MasterCrop.target(point);
      assertThat(centre(crop, target, COLOURS[point]))
          .as("landmark " + point)
          .containsExactly(target, within(0.2));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {2.1, 2.6, 3.5, 4, 5})
  void whatIsFinerThanThePixelsOfTheCropTurnsGrey(double size) {
    RgbImage board = new RgbImage(1800, 1700, new byte[1800 * 1700 * 3]);
    for (int i = 0; i < board.pixels().length; i++) {
      int pixel = i / 3;
      board.pixels()[i] = (byte) ((pixel % 1800 + pixel / 1800) % 2 * 255);
    }

    RgbImage crop = cut(board, landmarks(placed(900, 850, 0.3, size)));

    for (byte value : crop.pixels()) {
      assertThat(value & 0xFF).isBetween(112, 143);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 4})
  void beyondTheImageItIsBlack(double size) {
    byte[] white = new byte[800 * 600 * 3];
    Arrays.fill(white, (byte) 255);
    AffineTransform placed = placed(780, 20, 0.2, size);

    RgbImage crop = cut(new RgbImage(800, 600, white), landmarks(placed));

    int seen = 0;
    for (int y = 0; y < MasterCrop.SIZE; y++) {
      for (int x = 0; x < MasterCrop.SIZE; x++) {
        double[] source = {x, y};
        placed.transform(source, 0, source, 0, 1);
        double inside =
            Math.min(Math.min(source[0], 799 - source[0]), Math.min(source[1], 599 - source[1]));
        if (Math.abs(inside) > 1.5 * Math.max(1, size)) {
          seen |= inside > 0 ? 1 : 2;
          assertThat(crop.pixels()[(y * MasterCrop.SIZE + x) * 3] & 0xFF)
              .as(x + ", " + y)
              .isEqualTo(inside > 0 ? 255 : 0);
        }
      }
    }
    assertThat(seen).as("both sides of the border").isEqualTo(3);
  }

  /** From the crop's pixels to the image's: the crop's centre comes to x, y. */
  private static AffineTransform placed(double x, double y, double angle, double size) {
    AffineTransform placed = AffineTransform.getTranslateInstance(x, y);
    placed.rotate(angle);
    placed.scale(size, size);
    placed.translate(-MasterCrop.SIZE / 2.0, -MasterCrop.SIZE / 2.0);
    return placed;
  }

  private static float[] landmarks(AffineTransform placed) {
    float[] landmarks = new float[10];
    for (int point = 0; point < 5; point++) {
      double[] target = MasterCrop.target(point);
      placed.transform(target, 0, target, 0, 1);
      landmarks[point] = (float) target[0];
      landmarks[point + 5] = (float) target[1];
    }
    return landmarks;
  }

  private static double distance(double[] map, float[] landmarks, int point, double[] target) {
    double x = map[0] * landmarks[point] + map[1] * landmarks[point + 5] + map[2];
    double y = map[3] * landmarks[point] + map[4] * landmarks[point + 5] + map[5];
    return Math.hypot(x - target[0], y - target[1]);
  }

  private static double squares(double[] map, float[] landmarks) {
    double sum = 0;
    for (int point = 0; point < 5; point++) {
      sum += Math.pow(distance(map, landmarks, point, MasterCrop.target(point)), 2);
    }
    return sum;
  }

  @SuppressWarnings("try") // a PointerScope works by being open
  private static RgbImage cut(RgbImage image, float[] landmarks) {
    try (PointerScope scope = new PointerScope()) {
      return MasterCrop.cut(Mats.of(image), landmarks);
    }
  }

  /** The mean place of what has the colour, in the neighbourhood of {@code about}. */
  private static double[] centre(RgbImage crop, double[] about, int colour) {
    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    for (int y = (int) about[1] - 14; y <= about[1] + 14; y++) {
      for (int x = (int) about[0] - 14; x <= about[0] + 14; x++) {
        double weight = 255;
        for (int channel = 0; channel < 3; channel++) {
          int value = crop.pixels()[(y * crop.width() + x) * 3 + channel] & 0xFF;
          boolean bright = (colour >> 16 - 8 * channel & 0xFF) != 0;
          weight = Math.min(weight, bright ? value : 255 - value);
        }
        sum += weight;
        sumX += weight * x;
        sumY += weight * y;
      }
    }
    return new double[] {sumX / sum, sumY / sum};
  }
}
