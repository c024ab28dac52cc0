package org.sparkaffect.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HarmonicsToNoiseTest {
  /** A line's power is in two of 1024 bins, white noise in all: its autocorrelation is at lag 0. */
  @ParameterizedTest
  @CsvSource({"100, 1, 12.9", "100, 3, 3.35", "100, 0, 110"})
  void aLineOverWhiteNoise(float line, float noise, double expected) {
    float[] magnitude = new float[513];
    Arrays.fill(magnitude, noise);
    magnitude[16] = line;

    double db = new HarmonicsToNoise().of(magnitude, 250);

    if (noise == 0) {
      assertThat(db).isGreaterThan(60).isLessThanOrEqualTo(expected);
    } else {
      assertThat(db).isCloseTo(expected, within(0.02));
    }
  }
}
