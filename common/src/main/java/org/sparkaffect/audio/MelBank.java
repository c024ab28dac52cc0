package org.sparkaffect.audio;

/**
 * Mel filter bank: 26 triangles of peak 1 between 20 and 8000 Hz, over bins of 31.25 Hz. Corners
 * and weights are in single precision, as openSMILE has them.
 */
final class MelBank {
  static final int BANDS = 26;

  private static final double BIN_HZ = 31.25;
  private static final int FIRST_BIN = 2;
  private static final int END_BIN = 256;
  private static final float LOW = mel(20);
  private static final float STEP = (mel(8000) - LOW) / (BANDS + 1);

  /** Where each interval between neighbouring corners of the triangles begins, in bins. */
  private final int[] start = new int[BANDS + 2];

  /** The weight of each bin in the triangle that falls over it; the one that rises has the rest. */
  private final double[] falling = new double[END_BIN];

  MelBank() {
    int upper = 0;
    for (int bin = FIRST_BIN; bin < END_BIN; bin++) {
      float mel = mel(BIN_HZ * bin);
      while (corner(upper) < mel) {
        start[upper++] = bin;
      }
      falling[bin] = (corner(upper) - mel) / (corner(upper) - corner(upper - 1));
    }
    start[BANDS + 1] = END_BIN;
  }

  static double centre(int band) {
    return 700 * (Math.exp((double) corner(band + 1) / 1127) - 1);
  }

  /** In mel: where a band begins, the one before peaks, and the one before that ends. */
  private static float corner(int band) {
    return LOW + band * STEP;
  }

  private static float mel(double hz) {
    return (float) (1127 * Math.log(1 + hz / 700));
  }

  /**
   * @param power of 257 bins
   * @param floor the least power of a band
   * @param logPower receives the natural logarithm of each band's power
   */
  void apply(float[] power, double floor, double[] logPower) {
    double rising = 0;
    for (int interval = 0; interval <= BANDS; interval++) {
      double all = 0;
      double fallen = 0;
      for (int bin = start[interval]; bin < start[interval + 1]; bin++) {
        all += power[bin];
        fallen += power[bin] * falling[bin];
      }
      if (interval > 0) {
        logPower[interval - 1] = Math.log(Math.max(rising + fallen, floor));
      }
      rising = all - fallen;
    }
  }
}
