package org.sparkaffect.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodMatcherTest {
  private static final int FRAMES = 50;

  private final PeriodMatcher matcher = new PeriodMatcher();

  /** Periods by turns longer and shorter, louder and softer. */
  @ParameterizedTest
  @CsvSource({
    "160, 0, 0, 0, 0",
    "160, 2, 0, 0.025, 0",
    "100, 3, 0, 0.06, 0",
    "160, 0, 0.1, 0, 0.869", // 20 log10(1 + 0.1 / 0.95)
  })
  void jitterAndShimmer(int period, int by, double softer, double jitter, double shimmer) {
    matcher.reset(pulses(period, by, softer));
    double lastJitter = 0;
    double lastShimmer = 0;
    for (int n = 0; n < FRAMES; n++) {
      matcher.accept(n, 16_000f / period);
      lastJitter = matcher.jitter();
      lastShimmer = matcher.shimmerDb();
    }

    assertThat(lastJitter).isCloseTo(jitter, within(0.005));
    assertThat(lastShimmer).isCloseTo(shimmer, within(0.05));
  }

  private static short[] pulses(int period, int by, double softer) {
    double[] wave = new double[FRAMES * 160 + 1000];
    double centre = 50;
    for (int p = 0; centre < wave.length; p++) {
      for (int i = 0; i < wave.length; i++) {
        wave[i] += (p % 2 == 0 ? 1 : 1 - softer) * Math.exp(-Math.pow((i - centre) / 8, 2));
      }
      centre += period + (p % 2 == 0 ? by : -by);
    }
    short[] samples = new short[wave.length];
    for (int i = 0; i < wave.length; i++) {
      samples[i] = (short) Math.round(20_000 * wave[i]);
    }
    return samples;
  }

  /** Two squares of the lowest sample are more than an int holds. */
  @Test
  void fullScaleCountsLikeHalf() {
    short[] full = new short[FRAMES * 160 + 1000];
    short[] half = new short[full.length];
    for (int i = 0; i < full.length; i++) {
      double wave = Math.sin(i * 0.1 + 0.45) * (1 + 0.3 * Math.sin(i * 0.013));
      half[i] =
          (short) (wave < 0 ? Short.MIN_VALUE / 2 : Math.round(Math.max(0, 10_000 * wave - 3000)));
      full[i] = (short) (2 * half[i]);
    }

    assertThat(jitter(full)).isEqualTo(jitter(half));
  }

  private double[] jitter(short[] samples) {
    matcher.reset(samples);
    double[] jitter = new double[FRAMES];
    for (int n = 0; n < FRAMES; n++) {
      matcher.accept(n, (float) (0.1 * 16_000 / (2 * Math.PI)));
      jitter[n] = matcher.jitter();
    }
    return jitter;
  }

  @Test
  void unvoicedFramesHaveNeither() {
    matcher.reset(pulses(160, 4, 0.2));
    for (int n = 0; n < FRAMES; n++) {
      matcher.accept(n, n < 20 ? 100 : 0);
    }

    assertThat(matcher.jitter()).isZero();
    assertThat(matcher.shimmerDb()).isZero();
  }
}
