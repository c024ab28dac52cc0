package org.sparkaffect.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealFftTest {
  @ParameterizedTest
  @ValueSource(ints = {32, 512, 1024})
  void isTheFourierTransform(int size) {
    Random random = new Random(size);
    float[] samples = new float[size];
    for (int i = 0; i < size; i++) {
      samples[i] = random.nextFloat() - 0.5f;
    }
    float[] bins = samples.clone();

    new RealFft(size).transform(bins);

    for (int bin = 0; bin <= size / 2; bin++) {
      double real = 0;
      double imaginary = 0;
      for (int i = 0; i < size; i++) {
        real += samples[i] * Math.cos(2 * Math.PI * bin * i / size);
        imaginary -= samples[i] * Math.sin(2 * Math.PI * bin * i / size);
      }
      assertThat((double) bins[bin == size / 2 ? 1 : 2 * bin]).isCloseTo(real, within(1e-5));
      if (bin > 0 && bin < size / 2) {
        assertThat((double) bins[2 * bin + 1]).isCloseTo(imaginary, within(1e-5));
      }
    }
  }
}
