package org.sparkaffect.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sparkaffect.clip.RgbImage;

class NetworkCropTest {
  /** Red is the column, green the row. */
  private static final RgbImage COORDINATES = coordinates();

  /** Where the crop's first pixel lies in the master crop, and how far it is to the next. */
  @ParameterizedTest
  @CsvSource({
    "VGG_LSTM, 224, 224, 16, 1, 16, 1",
    "RESNET_LSTM, 96, 112, 32.5, 2, 16.5, 2",
    "C3D, 112, 112, 43.66, 1.497076, 16.5, 2",
    "FACE_RECOGNITION, 150, 150, 28.17, 1.333333, 28.17, 1.333333",
  })
  void theCentreShowsItsRegion(
      NetworkCrop network, int width, int height, double x, double stepX, double y, double stepY) {
    RgbImage crop = network.centre(COORDINATES);

    assertThat(crop.width()).isEqualTo(width).isEqualTo(network.width());
    assertThat(crop.height()).isEqualTo(height).isEqualTo(network.height());
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int pixel = (row * width + column) * 3;
        assertThat((double) (crop.pixels()[pixel] & 0xFF))
            .isCloseTo(x + column * stepX, within(1.0));
        assertThat((double) (crop.pixels()[pixel + 1] & 0xFF))
            .isCloseTo(y + row * stepY, within(1.0));
        assertThat(crop.pixels()[pixel + 2]).isEqualTo((byte) 200);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(NetworkCrop.class)
  void aShiftMovesByPixelsOfTheMasterCrop(NetworkCrop network) {
    RgbImage centre = network.centre(COORDINATES);
    int most = NetworkCrop.MAX_SHIFT;
    for (int[] shift : new int[][] {{0, 0}, {most, most}, {-most, -most}, {most, -most}, {5, -7}}) {
      RgbImage shifted = network.shifted(COORDINATES, shift[0], shift[1]);

      assertThat(shifted.width()).isEqualTo(centre.width());
      assertThat(shifted.height()).isEqualTo(centre.height());
      for (int i = 0; i < shifted.pixels().length; i++) {
        int moved = (shifted.pixels()[i] & 0xFF) - (centre.pixels()[i] & 0xFF);
        // C3D's crop moves by whole pixels of the scaled image, each up to two of the master crop
        assertThat(moved).isCloseTo(i % 3 == 2 ? 0 : shift[i % 3], within(2));
      }
    }
  }

  private static RgbImage coordinates() {
    RgbImage image =
        new RgbImage(
            MasterCrop.SIZE, MasterCrop.SIZE, new byte[MasterCrop.SIZE * MasterCrop.SIZE * 3]);
    for (int pixel = 0; pixel < MasterCrop.SIZE * MasterCrop.SIZE; pixel++) {
      image.pixels()[3 * pixel] = (byte) (pixel % MasterCrop.SIZE);
      image.pixels()[3 * pixel + 1] = (byte) (pixel / MasterCrop.SIZE);
      image.pixels()[3 * pixel + 2] = (byte) 200;
    }
    return image;
  }
}
