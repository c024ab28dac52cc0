package org.sparkaffect.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SpectralResamplerTest {
  /** What the mirrored samples share must not change a bit: the formants depend on it. */
  @Test
  void isThePlainSumToTheBit() {
    Random random = new Random(1);
    float[] bins = new float[512];
    for (int i = 0; i < bins.length; i++) {
      bins[i] = (float) random.nextGaussian();
    }
    float[] expected = new float[SpectralResampler.SAMPLES];
    for (int i = 0; i < expected.length; i++) {
      float sum = bins[0];
      for (int bin = 1; bin <= 109; bin++) {
        double angle = 2 * Math.PI * bin * i / 352;
        sum += bins[2 * bin] * (float) Math.cos(angle);
        sum -= bins[2 * bin + 1] * (float) Math.sin(angle);
      }
      expected[i] = sum / 256;
    }
    float[] samples = new float[SpectralResampler.SAMPLES];

    new SpectralResampler().resample(bins, samples);

    assertThat(samples).isEqualTo(expected);
  }
}
