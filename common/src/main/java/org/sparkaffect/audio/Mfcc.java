package org.sparkaffect.audio;

/**
 * Mel-frequency cepstral coefficients 1 to 4 in HTK's scaling, with a lifter of 22. Summed in
 * single precision as by openSMILE: a clip's mean may lie so near to zero that the rounding shows.
 */
final class Mfcc {
  static final int COUNT = 4;
  private static final int LIFTER = 22;
  private static final float NORMALIZATION = (float) Math.sqrt(2.0 / MelBank.BANDS);

  /** HTK counts samples as integers and floors the power of a band at 1. */
  private static final double LOG_SCALE = 2 * Math.log(Short.MAX_VALUE);

  private final float[][] cosine = new float[COUNT][MelBank.BANDS];
  private final float[] lifter = new float[COUNT];
  private final float[] scaled = new float[MelBank.BANDS];

  Mfcc() {
    for (int i = 0; i < COUNT; i++) {
      lifter[i] = (float) (1 + LIFTER / 2.0 * Math.sin(Math.PI * (i + 1) / LIFTER));
      for (int band = 0; band < MelBank.BANDS; band++) {
        cosine[i][band] = (float) Math.cos(Math.PI * (i + 1) * (band + 0.5) / MelBank.BANDS);
      }
    }
  }

  /**
   * @param logPower natural logarithms of the bands' powers of a signal between -1 and 1
   */
  void of(double[] logPower, float[] coefficients) {
    for (int band = 0; band < MelBank.BANDS; band++) {
      scaled[band] = (float) Math.max(logPower[band] + LOG_SCALE, 0);
    }
    for (int i = 0; i < COUNT; i++) {
      float sum = 0;
      for (int band = 0; band < MelBank.BANDS; band++) {
        sum += cosine[i][band] * scaled[band];
      }
      coefficients[i] = sum * NORMALIZATION * lifter[i];
    }
  }
}
