package org.sparkaffect.audio;

/** The partials of a voiced frame in its magnitude spectrum, and their levels relative to F0. */
final class Harmonics {
  private static final double BIN_HZ = 15.625;
  private static final int LAST_BIN = 512;
  private static final double NYQUIST = LAST_BIN * BIN_HZ;
  private static final int MOST = 100;
  private static final double FLOOR_DB = -200;
  static final double ABSENT_DB = -201;
  private static final double FORMANT_TOLERANCE = 0.2;

  private final int[] bin = new int[MOST];
  private final double[] frequency = new double[MOST];
  private final double[] magnitude = new double[MOST];
  private final double[] interpolated = new double[MOST];
  private final boolean[] duplicate = new boolean[MOST];
  private int count;

  /** Finds the partials below 8 kHz: number 0 is at F0. */
  void find(float[] spectrum, double f0) {
    int before = nearest(f0 / 2, 1);
    int first = nearest(f0 / 2, before);
    count = 0;
    for (int h = 0; h < MOST && (h + 1) * f0 < NYQUIST; h++) {
      int expected = nearest((h + 1) * f0, before);
      int peak = peak(spectrum, h, f0, expected, before);
      before = expected;
      if (peak >= first && peak < LAST_BIN) {
        accept(spectrum, h, peak);
      } else {
        clear(h, expected);
      }
      duplicate[h] = h > 0 && bin[h] == bin[h - 1];
      if (duplicate[h]) {
        clear(h, 0);
      }
      count++;
    }
  }

  /** The bin nearest to a frequency, searched upwards; 0 for one above the spectrum. */
  private static int nearest(double hz, int start) {
    if (hz >= NYQUIST) {
      return 0;
    }
    int above = Math.max(start, (int) (hz / BIN_HZ) + 1);
    return Math.abs(hz - (above - 1) * BIN_HZ) < Math.abs(above * BIN_HZ - hz) ? above - 1 : above;
  }

  /** The local maximum nearest to where partial h is expected, or -1. */
  private static int peak(float[] spectrum, int h, double f0, int expected, int before) {
    if (isPeak(spectrum, expected)) {
      return expected;
    }
    int right = nearest((h + 1.5) * f0, expected);
    int left = nearest((h + 0.5) * f0, before);
    for (int offset = 1; expected + offset <= right || expected - offset >= left; offset++) {
      if (expected + offset <= right && isPeak(spectrum, expected + offset)) {
        return expected + offset;
      }
      if (expected - offset >= left && isPeak(spectrum, expected - offset)) {
        return expected - offset;
      }
    }
    return -1;
  }

  private static boolean isPeak(float[] spectrum, int bin) {
    return bin > 0
        && bin < LAST_BIN
        && spectrum[bin] > spectrum[bin - 1]
        && spectrum[bin] > spectrum[bin + 1];
  }

  private void accept(float[] spectrum, int h, int peak) {
    double slope = spectrum[peak + 1] - spectrum[peak - 1];
    double curve = spectrum[peak + 1] - 2.0 * spectrum[peak] + spectrum[peak - 1];
    double vertex = -slope / 2 / curve;
    bin[h] = peak;
    magnitude[h] = spectrum[peak];
    frequency[h] = (peak + vertex) * BIN_HZ;
    interpolated[h] = spectrum[peak] + slope * vertex / 4;
  }

  private void clear(int h, int place) {
    bin[h] = place;
    magnitude[h] = 0;
    frequency[h] = 0;
    interpolated[h] = 0;
  }

  /** In dB relative to F0. */
  double level(int h) {
    if (h == 0) {
      return 0;
    }
    if (duplicate[h] || magnitude[0] == 0) {
      return ABSENT_DB;
    }
    double ratio = interpolated[h] / magnitude[0];
    return ratio > 0 ? Math.max(20 * Math.log10(ratio), FLOOR_DB) : FLOOR_DB;
  }

  /** The strongest partial within a fifth of a formant's frequency, or -1. */
  int nearFormant(double hz) {
    int best = -1;
    double strongest = 0;
    for (int h = 0; h < count; h++) {
      if (magnitude[h] > strongest
          && frequency[h] >= (1 - FORMANT_TOLERANCE) * hz
          && frequency[h] <= (1 + FORMANT_TOLERANCE) * hz) {
        strongest = magnitude[h];
        best = h;
      }
    }
    return best;
  }

  /** In dB, the first partial above F0 over the second. */
  double h1OverH2() {
    return clamp(level(1) - level(2));
  }

  /** In dB, the first partial above F0 over another one, or over nothing if that is -1. */
  double h1Over(int partial) {
    return clamp(level(1) + (partial < 0 ? ABSENT_DB : -level(partial)));
  }

  private static double clamp(double db) {
    return Math.max(ABSENT_DB, Math.min(-ABSENT_DB, db));
  }
}
