package org.sparkaffect.audio;

/** Mel-frequency cepstral coefficients 1 to 4 in HTK's scaling, with a lifter of 22. */
final class Mfcc {
  static final int COUNT = 4;
  private static final int LIFTER = 22;

  /** HTK counts samples as integers and floors the power of a band at 1. */
  private static final double LOG_SCALE = 2 * Math.log(Short.MAX_VALUE);

  private final double[][] transform = new double[COUNT][MelBank.BANDS];
  private final double[] scaled = new double[MelBank.BANDS];

  Mfcc() {
    for (int i = 0; i < COUNT; i++) {
      double lift = 1 + LIFTER / 2.0 * Math.sin(Math.PI * (i + 1) / LIFTER);
      for (int band = 0; band < MelBank.BANDS; band++) {
        transform[i][band] =
            Math.sqrt(2.0 / MelBank.BANDS)
                * lift
                * Math.cos(Math.PI * (i + 1) * (band + 0.5) / MelBank.BANDS);
      }
    }
  }

  /**
   * @param logPower natural logarithms of the bands' powers of a signal between -1 and 1
   */
  void of(double[] logPower, double[] coefficients) {
    for (int band = 0; band < MelBank.BANDS; band++) {
      scaled[band] = Math.max(logPower[band] + LOG_SCALE, 0);
    }
    for (int i = 0; i < COUNT; i++) {
      double sum = 0;
      for (int band = 0; band < MelBank.BANDS; band++) {
        sum += transform[i][band] * scaled[band];
      }
      coefficients[i] = sum;
    }
  }
}
