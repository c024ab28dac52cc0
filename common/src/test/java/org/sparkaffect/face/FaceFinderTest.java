package org.sparkaffect.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.RgbImage;

@SuppressWarnings("try") // a PointerScope works by being open
class FaceFinderTest {
  @ParameterizedTest
  @MethodSource("org.sparkaffect.face.Reference#all")
  void findsAFaceWhereThereIsOne(Reference reference) {
    try (FaceFinder finder = new FaceFinder(0.1)) {
      assertThat(finder.find(reference.image()).isPresent())
          .isEqualTo(!reference.faces().isEmpty());
    }
  }

  @Test
  void takesTheMoreConfidentOfTwo() {
    RgbImage image = Reference.image("two_faces.png");
    try (FaceFinder finder = new FaceFinder(0.4);
        Mtcnn mtcnn = new Mtcnn();
        PointerScope scope = new PointerScope()) {
      List<Face> both = mtcnn.detect(Mats.of(image), 0.4 * image.height());
      Face found = finder.find(image).orElseThrow().face();

      assertThat(both).hasSize(2);
      assertThat(found.confidence())
          .isEqualTo(Math.max(both.get(0).confidence(), both.get(1).confidence()))
          .isGreaterThan(Math.min(both.get(0).confidence(), both.get(1).confidence()));
    }
  }

  @Test
  void theCropIsCutAtTheLandmarks() {
    RgbImage image = Reference.image("astronaut_rot20.png");
    try (FaceFinder finder = new FaceFinder(0.1);
        PointerScope scope = new PointerScope()) {
      AlignedFace found = finder.find(image).orElseThrow();

      assertThat(found.crop().pixels())
          .isEqualTo(MasterCrop.cut(Mats.of(image), found.face().landmarks()).pixels());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.0001, Double.NaN, Double.POSITIVE_INFINITY})
  void theSmallestFaceIsAPartOfTheFrame(double smallest) {
    assertThatThrownBy(() -> new FaceFinder(smallest))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("faces.smallest", String.valueOf(smallest));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "11, 11", "12, 12", "12, 2000", "2000, 12", "13, 12"})
  void tinyFramesDoNoHarm(int width, int height) {
    byte[] noise = new byte[width * height * 3];
    new Random(42).nextBytes(noise);
    for (double smallest : new double[] {0.001, 0.1, 1}) {
      try (FaceFinder finder = new FaceFinder(smallest)) {
        assertThatCode(() -> finder.find(new RgbImage(width, height, noise)))
            .doesNotThrowAnyException();
      }
    }
  }

  /** The garbage collector does not know how large native memory is, and must not be needed. */
  @Test
  void findingLeavesNoNativeMemoryBehind() throws IOException {
    RgbImage face = Reference.image("two_faces.png");
    RgbImage none = Reference.image("no_face_noise.png");
    try (FaceFinder finder = new FaceFinder(0.5)) {
      for (int i = 0; i < 50; i++) {
        finder.find(i % 2 == 0 ? face : none);
      }
      long pointers = Pointer.totalCount();
      long resident = residentKb();
      for (int i = 0; i < 300; i++) {
        finder.find(i % 2 == 0 ? face : none);
      }

      assertThat(Pointer.totalCount()).isLessThanOrEqualTo(pointers);
      // the frames alone are 160 MB; the Java heap may grow by the crops, which are 30 MB
      assertThat(residentKb() - resident).isLessThan(100_000);
    }
  }

  @Test
  void closingFreesWhatOpeningTook() {
    new FaceFinder(0.1).close();
    long pointers = Pointer.totalCount();

    for (int i = 0; i < 5; i++) {
      new FaceFinder(0.1).close();
    }

    assertThat(Pointer.totalCount()).isLessThanOrEqualTo(pointers);
  }

  private static long residentKb() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
