package org.sparkaffect.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MelBankTest {
  /** Between two centres the triangles share a bin's power; outside it is lost, or at the rim. */
  @ParameterizedTest
  @CsvSource({"1, 0", "16, 1", "64, 1", "160, 1", "250, 0.236", "256, 0"})
  void aBinIsShared(int bin, double shared) {
    float[] power = new float[257];
    power[bin] = 1;
    double[] logPower = new double[MelBank.BANDS];

    new MelBank().apply(power, 1e-12, logPower);

    double sum = 0;
    for (double band : logPower) {
      sum += Math.exp(band);
    }
    assertThat(sum).isCloseTo(shared, within(0.01));
  }
}
