package org.sparkaffect.audio;

/** How energy spreads over a spectrum of 257 bins of 31.25 Hz, and how that changes. */
final class SpectralShape {
  private static final double BIN_HZ = 31.25;
  private static final int BIN_500_HZ = 16;
  private static final int BIN_1_KHZ = 32;
  private static final int BIN_1500_HZ = 48;
  private static final int BIN_2_KHZ = 64;
  private static final int BIN_5_KHZ = 160;
  private static final double FLOOR = 1e-14;
  private static final double DB = 10 / Math.log(10);

  private final double[] level = new double[BIN_1500_HZ + 1];
  private final float[] before = new float[BIN_5_KHZ];
  private boolean first = true;

  void reset() {
    first = true;
  }

  /** In dB, energy from 1 to 5 kHz over that below. */
  static double alphaRatio(float[] power) {
    return ratio(sum(power, BIN_1_KHZ, BIN_5_KHZ + 1), sum(power, 0, BIN_1_KHZ));
  }

  /** In dB, the strongest energy below 2 kHz over that from 2 to 5 kHz. */
  static double hammarbergIndex(float[] power) {
    return ratio(max(power, 0, BIN_2_KHZ), max(power, BIN_2_KHZ, BIN_5_KHZ + 1));
  }

  private static double ratio(double of, double to) {
    return to == 0 ? 0 : DB * Math.log(Math.max(of, FLOOR) / to);
  }

  private static double sum(float[] power, int from, int to) {
    double sum = 0;
    for (int bin = from; bin < to; bin++) {
      sum += power[bin];
    }
    return sum;
  }

  private static double max(float[] power, int from, int to) {
    float max = 0;
    for (int bin = from; bin < to; bin++) {
      if (power[bin] > max) {
        max = power[bin];
      }
    }
    return max;
  }

  /** Takes the levels that the two slopes are computed on. */
  void levels(float[] power) {
    for (int bin = 0; bin < level.length; bin++) {
      level[bin] = DB * Math.log(power[bin] > FLOOR ? power[bin] : FLOOR);
    }
  }

  /** In dB/Hz. */
  double slopeTo500() {
    return slope(0, BIN_500_HZ);
  }

  /** In dB/Hz. */
  double slopeTo1500() {
    return slope(BIN_500_HZ, BIN_1500_HZ);
  }

  /** Linear regression, but for the count of points: openSMILE's is one too low. */
  private double slope(int from, int last) {
    int count = last - from;
    double sumX = 0;
    double sumXx = 0;
    double sumY = 0;
    double sumXy = 0;
    for (int bin = from; bin <= last; bin++) {
      double hz = BIN_HZ * bin;
      sumX += hz;
      sumXx += hz * hz;
      sumY += level[bin];
      sumXy += hz * level[bin];
    }
    return (count * sumXy - sumX * sumY) / (count * sumXx - sumX * sumX);
  }

  /** Root of the mean squared change of the magnitudes below 5 kHz since the last frame. */
  double flux(float[] magnitude) {
    double sum = 0;
    for (int bin = 0; bin < before.length; bin++) {
      double change = magnitude[bin] - before[bin];
      sum += change * change;
    }
    System.arraycopy(magnitude, 0, before, 0, before.length);
    boolean none = first;
    first = false;
    return none ? 0 : Math.sqrt(sum / before.length);
  }
}
