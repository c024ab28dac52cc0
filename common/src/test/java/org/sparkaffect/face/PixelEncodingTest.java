package org.sparkaffect.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkaffect.clip.RgbImage;

class PixelEncodingTest {
  /** A face, wider than high. */
  private static final RgbImage CROP =
      Reference.pixels(Reference.picture("astronaut.png").getSubimage(120, 20, 211, 197));

  @ParameterizedTest
  @EnumSource(names = {"RAW", "PNG"})
  void losslessGivesTheSameBytes(PixelEncoding encoding) {
    RgbImage decoded = encoding.decode(encoding.encode(CROP), CROP.width(), CROP.height());

    assertThat(decoded.width()).isEqualTo(CROP.width());
    assertThat(decoded.height()).isEqualTo(CROP.height());
    assertThat(decoded.pixels()).isEqualTo(CROP.pixels());
  }

  @ParameterizedTest
  @EnumSource(names = "JPEG")
  void lossyComesNear(PixelEncoding encoding) {
    byte[] stored = encoding.encode(CROP);
    RgbImage decoded = encoding.decode(stored, CROP.width(), CROP.height());

    assertThat(stored.length).isLessThan(PixelEncoding.PNG.encode(CROP).length / 2);
    assertThat(decoded.width()).isEqualTo(CROP.width());
    assertThat(decoded.height()).isEqualTo(CROP.height());
    assertThat(peakSignalToNoise(decoded, CROP)).isGreaterThan(30);
  }

  /** The table is for other readers too: their red must be our red. */
  @ParameterizedTest
  @EnumSource(names = {"PNG", "JPEG"})
  void anotherReaderSeesTheSame(PixelEncoding encoding) throws IOException {
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(encoding.encode(CROP)));

    assertThat(peakSignalToNoise(Reference.pixels(read), CROP)).isGreaterThan(30);
  }

  @ParameterizedTest(name = "{0}: {1} of the bytes as {2} x {3}")
  @CsvSource({
    "RAW,  0, 211, 197",
    "RAW,  0.5, 211, 197",
    "RAW,  1, 211, 198",
    "PNG,  0, 211, 197",
    "PNG,  0.5, 211, 197",
    "PNG,  1, 211, 198",
    "PNG, 1, 197, 211",
    "JPEG, 0, 211, 197",
    "JPEG, 0.01, 211, 197",
    "JPEG, 1, 211, 198",
    "JPEG, 1, 197, 211",
  })
  void bytesThatAreNoSuchImageAreRefused(
      PixelEncoding encoding, double part, int width, int height) {
    byte[] stored = encoding.encode(CROP);
    byte[] damaged = Arrays.copyOf(stored, (int) (part * stored.length));

    assertThatThrownBy(() -> encoding.decode(damaged, width, height))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(damaged.length + " bytes", width + " x " + height);
  }

  @ParameterizedTest
  @EnumSource(names = {"PNG", "JPEG"})
  void otherBytesAreRefused(PixelEncoding encoding) {
    assertThatThrownBy(() -> encoding.decode(CROP.pixels(), CROP.width(), CROP.height()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("are not a " + encoding + " image");
  }

  /** In dB. */
  private static double peakSignalToNoise(RgbImage a, RgbImage b) {
    double squares = 0;
    for (int i = 0; i < a.pixels().length; i++) {
      squares += Math.pow((a.pixels()[i] & 0xFF) - (b.pixels()[i] & 0xFF), 2);
    }
    return 10 * Math.log10(255 * 255 * a.pixels().length / squares);
  }
}
