package org.sparkaffect.audio;

import org.jtransforms.fft.FloatFFT_1D;

/** Harmonics-to-noise ratio by the autocorrelation, which is the power spectrum's transform. */
final class HarmonicsToNoise {
  private static final int SIZE = 1024;
  private static final int LAST_LAG = SIZE / 2;
  private static final double LEAST_RATIO = 1e-9;
  private static final double GREATEST_RATIO = 1e11;

  private final FloatFFT_1D fft = new FloatFFT_1D(SIZE);
  private final float[] correlation = new float[SIZE];

  /**
   * @param magnitude 513 bins
   * @param f0 in Hz
   * @return in dB
   */
  double of(float[] magnitude, double f0) {
    for (int bin = 0; bin < LAST_LAG; bin++) {
      correlation[2 * bin] = magnitude[bin] * magnitude[bin];
      correlation[2 * bin + 1] = 0;
    }
    correlation[1] = magnitude[LAST_LAG] * magnitude[LAST_LAG];
    fft.realInverse(correlation, false);
    double all = Math.abs(correlation[0]);
    double harmonic = Math.abs(correlation[nearestPeak((int) (Egemaps.RATE / f0))]);
    double noise = all - harmonic;
    double ratio = noise > 0 ? harmonic / noise : GREATEST_RATIO;
    return 10 * Math.log10(Math.max(LEAST_RATIO, Math.min(GREATEST_RATIO, ratio)));
  }

  private int nearestPeak(int lag) {
    for (int distance = 0; distance < LAST_LAG; distance++) {
      if (isPeak(lag - distance)) {
        return lag - distance;
      }
      if (isPeak(lag + distance)) {
        return lag + distance;
      }
    }
    return lag;
  }

  private boolean isPeak(int lag) {
    if (lag <= 0 || lag >= LAST_LAG) {
      return false;
    }
    float value = Math.abs(correlation[lag]);
    return value > Math.abs(correlation[lag - 1]) && value > Math.abs(correlation[lag + 1]);
  }
}
