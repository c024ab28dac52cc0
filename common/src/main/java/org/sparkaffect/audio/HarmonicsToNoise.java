package org.sparkaffect.audio;

/** Harmonics-to-noise ratio by the autocorrelation, which is the power spectrum's transform. */
final class HarmonicsToNoise {
  private static final int SIZE = 1024;
  private static final int LAST_LAG = SIZE / 2;
  private static final double LEAST_RATIO = 1e-9;
  private static final double GREATEST_RATIO = 1e11;

  private final RealFft fft = new RealFft(SIZE);
  private final float[] transform = new float[SIZE];
  private final float[] correlation = new float[LAST_LAG + 1];

  /**
   * @param magnitude 513 bins
   * @param f0 in Hz
   * @return in dB
   */
  double of(float[] magnitude, double f0) {
    correlate(magnitude);
    double harmonic = correlation[nearestPeak((int) (Egemaps.RATE / f0))];
    double noise = correlation[0] - harmonic;
    double ratio = noise > 0 ? harmonic / noise : GREATEST_RATIO;
    return 10 * Math.log10(Math.max(LEAST_RATIO, Math.min(GREATEST_RATIO, ratio)));
  }

  /** The power spectrum is real and even, and so is its transform. */
  private void correlate(float[] magnitude) {
    transform[0] = magnitude[0] * magnitude[0];
    for (int bin = 1; bin <= LAST_LAG; bin++) {
      float power = magnitude[bin] * magnitude[bin];
      transform[bin] = power;
      transform[SIZE - bin] = power;
    }
    fft.transform(transform);
    for (int lag = 0; lag < LAST_LAG; lag++) {
      correlation[lag] = Math.abs(transform[2 * lag]);
    }
    correlation[LAST_LAG] = Math.abs(transform[1]);
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
    return lag > 0
        && lag < LAST_LAG
        && correlation[lag] > correlation[lag - 1]
        && correlation[lag] > correlation[lag + 1];
  }
}
