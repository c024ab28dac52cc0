package org.sparkaffect.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sparkaffect.media.Recording.fixture;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.TestData;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.clip.RgbImage;

/** The fixtures show red, lime, blue and white, each in a quarter of 64 x 48. */
class PixelsTest {
  private static final int ONE = 1 << 16;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "bt601.mkv,      ff0000 00ff00 0000ff ffffff",
    "bt709.mkv,      ff0000 00ff00 0000ff ffffff",
    "full_range.mp4, ff0000 00ff00 0000ff ffffff",
    "jpeg.avi,       ff0000 00ff00 0000ff ffffff",
    "bits10.mkv,     ff0000 00ff00 0000ff ffffff",
    "rgb.avi,        ff0000 00ff00 0000ff ffffff",
    "gray.mkv,       4c4c4c 969696 1d1d1d ffffff",
  })
  void coloursAreThoseThatWereStored(String file, String colours) throws Exception {
    RgbImage image = first(fixture(file));

    assertThat(image.width()).isEqualTo(64);
    assertThat(image.height()).isEqualTo(48);
    String[] expected = colours.split(" ");
    for (int y = 0; y < 48; y++) {
      for (int x = 0; x < 64; x++) {
        if (Math.abs(x - 32) > 3 && Math.abs(y - 24) > 3) { // chroma may be coarse
          assertColour(image, x, y, Integer.parseInt(expected[x / 32 + y / 24 * 2], 16));
        }
      }
    }
  }

  /** A stored pixel at (x, y) from the middle is shown at (a x + c y, b x + d y). */
  @ParameterizedTest(name = "{4}")
  @CsvSource({
    " 1,  0,  0,  1, upright",
    " 0,  1, -1,  0, quarter turn clockwise",
    "-1,  0,  0, -1, half turn",
    " 0, -1,  1,  0, quarter turn counterclockwise",
    "-1,  0,  0,  1, mirrored",
    " 1,  0,  0, -1, upside down and mirrored",
    " 0,  1,  1,  0, transposed",
    " 0, -1, -1,  0, transposed at the other diagonal",
  })
  void theDisplayMatrixIsApplied(int a, int b, int c, int d, String name) throws Exception {
    RgbImage stored = first(fixture("upright.mp4"));
    Path file = withMatrix("upright.mp4", a, b, c, d);

    RgbImage shown = first(file);

    assertThat(shown.width()).isEqualTo(a == 0 ? 48 : 64);
    assertThat(shown.height()).isEqualTo(a == 0 ? 64 : 48);
    for (int y = 0; y < 48; y++) {
      for (int x = 0; x < 64; x++) {
        int fromMiddleX = 2 * x - 63;
        int fromMiddleY = 2 * y - 47;
        int shownX = (a * fromMiddleX + c * fromMiddleY + shown.width() - 1) / 2;
        int shownY = (b * fromMiddleX + d * fromMiddleY + shown.height() - 1) / 2;
        assertThat(rgb(shown, shownX, shownY)).isEqualTo(rgb(stored, x, y));
      }
    }
    try (MediaFile media = Recording.open(file, Recording.LIMITS)) {
      assertThat(media.info().width()).isEqualTo(shown.width());
      assertThat(media.info().height()).isEqualTo(shown.height());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "wide.webm", // only the container says so
    "wide.mov",
  })
  void wideSamplesAreSpread(String file) throws Exception {
    RgbImage image = first(fixture(file));

    assertThat(image.width()).isEqualTo(128);
    assertThat(image.height()).isEqualTo(48);
    assertColour(image, 56, 20, 0xff0000);
    assertColour(image, 72, 20, 0x00ff00);
    assertColour(image, 56, 28, 0x0000ff);
    assertColour(image, 72, 28, 0xffffff);
    try (MediaFile media = Recording.open(fixture(file), Recording.LIMITS)) {
      assertThat(media.info().width()).isEqualTo(128);
    }
  }

  @Test
  void samplesAreSpreadBeforeThePictureIsTurned() throws Exception {
    RgbImage image = first(withMatrix("wide.mov", 0, 1, -1, 0));

    assertThat(image.width()).isEqualTo(48);
    assertThat(image.height()).isEqualTo(128);
    assertColour(image, 20, 56, 0x0000ff);
    assertColour(image, 28, 56, 0xff0000);
    assertColour(image, 20, 72, 0xffffff);
    assertColour(image, 28, 72, 0x00ff00);
  }

  @Test
  void anamorphicH264() throws Exception {
    RgbImage image = first(TestData.file("hostile/anamorphic.mp4"));

    assertThat(image.width()).isEqualTo(384);
    assertThat(image.height()).isEqualTo(384);
  }

  @Test
  void samplesThatWouldMakeAHugePictureAreTooLarge() throws Exception {
    byte[] whole = Files.readAllBytes(fixture("wide.mov"));
    byte[] pasp = {'p', 'a', 's', 'p'};
    byte[] wide = Bytes.concat(pasp, Bytes.ints(2, 1));
    byte[] wider = Bytes.concat(pasp, Bytes.ints(30_000, 1));
    Path file = Files.write(folder.resolve("a.mov"), Bytes.replaced(whole, wide, wider));

    assertRejected(file, RejectReason.TOO_LARGE);
  }

  @Test
  void aPixelFormatThatCannotBeConvertedIsRejected() {
    assertRejected(fixture("rgb4.nut"), RejectReason.CORRUPT);
  }

  private Path withMatrix(String file, int a, int b, int c, int d) throws Exception {
    int[] size = {1 << 30, 64 * ONE, 48 * ONE}; // tells a track's matrix from the film's
    byte[] upright = Bytes.concat(Bytes.ints(ONE, 0, 0, 0, ONE, 0, 0, 0), Bytes.ints(size));
    byte[] turned =
        Bytes.concat(Bytes.ints(a * ONE, b * ONE, 0, c * ONE, d * ONE, 0, 0, 0), Bytes.ints(size));
    byte[] bytes = Bytes.replaced(Files.readAllBytes(fixture(file)), upright, turned);
    return Files.write(folder.resolve(file), bytes);
  }

  private static RgbImage first(Path file) throws RejectedException {
    return Recording.of(file, 0).images[0];
  }

  private static void assertRejected(Path file, RejectReason reason) {
    assertThatThrownBy(() -> first(file))
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static int rgb(RgbImage image, int x, int y) {
    int at = (y * image.width() + x) * RgbImage.CHANNELS;
    byte[] pixels = image.pixels();
    return (pixels[at] & 0xff) << 16 | (pixels[at + 1] & 0xff) << 8 | pixels[at + 2] & 0xff;
  }

  private static void assertColour(RgbImage image, int x, int y, int expected) {
    int actual = rgb(image, x, y);
    for (int shift = 0; shift <= 16; shift += 8) {
      assertThat(actual >> shift & 0xff)
          .as("%06x at %d, %d", actual, x, y)
          .isBetween((expected >> shift & 0xff) - 4, (expected >> shift & 0xff) + 4);
    }
  }
}
