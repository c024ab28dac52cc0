package org.sparkaffect.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkaffect.clip.RgbImage;

@SuppressWarnings("try") // a PointerScope works by being open
class MtcnnTest {
  private static Mtcnn mtcnn;

  @BeforeAll
  static void load() {
    mtcnn = new Mtcnn();
  }

  @AfterAll
  static void close() {
    mtcnn.close();
  }

  @ParameterizedTest
  @MethodSource("org.sparkaffect.face.Reference#all")
  void findsWhatThePublishedNetworksFind(Reference reference) {
    List<Face> found = detect(reference.image(), reference.smallest());

    assertThat(found).hasSameSizeAs(reference.faces());
    for (Face expected : reference.faces()) {
      Face nearest =
          found.stream()
              .max(Comparator.comparing(face -> Overlap.UNION.of(face.box(), expected.box())))
              .orElseThrow();
      assertThat(Overlap.UNION.of(nearest.box(), expected.box())).isGreaterThan(0.999f);
      assertThat(nearest.confidence()).isCloseTo(expected.confidence(), within(0.001f));
      for (int point = 0; point < 5; point++) {
        double distance =
            Math.hypot(
                nearest.landmarks()[point] - expected.landmarks()[point],
                nearest.landmarks()[point + 5] - expected.landmarks()[point + 5]);
        assertThat(distance / expected.box().width()).as("landmark " + point).isLessThan(0.001);
      }
    }
  }

  @Test
  void facesComeByFallingConfidence() {
    List<Face> found = detect(Reference.image("two_faces.png"), 20);

    assertThat(found).hasSize(2);
    assertThat(found.get(0).confidence()).isBetween(found.get(1).confidence(), 1f);
  }

  /** 12 / 94 times 94 is a little less than 12 in floating point. */
  @ParameterizedTest
  @ValueSource(ints = {93, 94, 95, 147, 376})
  void aFaceMayFillTheImage(int side) {
    BufferedImage face = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    BufferedImage portrait = Reference.picture("astronaut.png").getSubimage(165, 50, 125, 125);
    face.createGraphics().drawImage(portrait, 0, 0, side, side, null);

    assertThat(detect(Reference.pixels(face), side)).hasSize(1);
  }

  @Test
  void aFaceMayReachBeyondTheImage() {
    BufferedImage half = Reference.picture("astronaut.png").getSubimage(0, 95, 512, 417);

    assertThat(detect(Reference.pixels(half), 60))
        .singleElement()
        .satisfies(face -> assertThat(face.box().y1()).isNegative());
  }

  /** The box is as large as the crop, so that each pixel stays one. */
  @ParameterizedTest
  @CsvSource({
    "2, 1", "-3, 1", "16, 1", "2, -4", "2, 9", "-3, -4", "18, 11", "-9, 3", "20, 3", "3, 12"
  })
  void aCropIsBlackBeyondTheImage(int left, int top) {
    int side = 8;
    RgbImage image = new RgbImage(20, 12, new byte[20 * 12 * 3]);
    for (int i = 0; i < image.pixels().length; i++) {
      image.pixels()[i] = (byte) (1 + i % 251);
    }
    Box box = new Box(left - 0.3f, top + 0.3f, left + side - 0.6f, top + side - 1.4f);

    RgbImage crop;
    try (PointerScope scope = new PointerScope()) {
      crop = Mats.toImage(Mtcnn.crop(Mats.of(image), box, side));
    }

    for (int i = 0; i < crop.pixels().length; i++) {
      int x = left + i / 3 % side;
      int y = top + i / 3 / side;
      boolean inside = x >= 0 && x < 20 && y >= 0 && y < 12;
      assertThat(crop.pixels()[i])
          .as(x + ", " + y)
          .isEqualTo(inside ? image.pixels()[(y * 20 + x) * 3 + i % 3] : 0);
    }
  }

  private static List<Face> detect(RgbImage image, double smallest) {
    try (PointerScope scope = new PointerScope()) {
      return mtcnn.detect(Mats.of(image), smallest);
    }
  }
}
