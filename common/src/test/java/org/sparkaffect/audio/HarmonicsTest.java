package org.sparkaffect.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarmonicsTest {
  private static final double F0 = 125;
  private static final int F0_BIN = 8;

  private final Harmonics harmonics = new Harmonics();

  /** Partials of the given magnitudes, one bin wide, from F0 up. */
  private static float[] spectrum(double... magnitudes) {
    float[] spectrum = new float[513];
    for (int h = 0; h < magnitudes.length; h++) {
      spectrum[(h + 1) * F0_BIN] = (float) magnitudes[h];
    }
    return spectrum;
  }

  @Test
  void levelsAreRelativeToF0() {
    harmonics.find(spectrum(10, 100, 1, 0.1), F0);

    assertThat(harmonics.level(0)).isZero();
    assertThat(harmonics.level(1)).isCloseTo(20, within(1e-6));
    assertThat(harmonics.level(3)).isCloseTo(-40, within(1e-6));
    assertThat(harmonics.h1OverH2()).isCloseTo(40, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({
    "500, 3, -20", // 375 and 625 Hz are too far off
    "520, 3, -20",
    "1000, 8, -6.0206", // of 875, 1000 and 1125 Hz the strongest
    "0, -1, 0",
    "3900, -1, 0",
  })
  void theStrongestPartialNearAFormant(double formant, int partial, double level) {
    harmonics.find(spectrum(10, 10, 10, 1, 10, 1, 1, 2, 5), F0);

    int found = harmonics.nearFormant(formant);

    assertThat(found).isEqualTo(partial);
    if (found >= 0) {
      assertThat(harmonics.level(found)).isCloseTo(level, within(1e-4));
    }
  }

  @Test
  void aMissingPartialIsClampedAway() {
    harmonics.find(spectrum(10, 10), F0);

    assertThat(harmonics.h1OverH2()).isEqualTo(200);
    assertThat(harmonics.h1Over(-1)).isEqualTo(-201);
  }
}
