package org.sparkaffect.audio;

/**
 * A magnitude spectrum with its peaks enhanced, over a scale of octaves: 513 equidistant points of
 * log2 Hz, from 25 to 8000 Hz, by a natural cubic spline through the bins.
 */
final class OctaveSpectrum {
  static final int POINTS = 513;
  static final double LOWEST = log2(25);
  static final double STEP = (log2(8000) - LOWEST) / (POINTS - 1);
  static final double POINTS_PER_OCTAVE = POINTS / (log2(8000) - LOWEST);

  private static final double BIN_HZ = 15.625;
  private static final int LAST = POINTS - 1;
  private static final int MIDDLE = LAST / 2;
  private static final int PEAK_WIDTH = 3;

  private final int[] peak = new int[POINTS];
  private final double[] enhanced = new double[POINTS];
  private final double[] smooth = new double[POINTS];

  // The spline's second derivatives solve a tridiagonal system, from both ends to the middle.
  private final double[] toLeft = new double[POINTS];
  private final double[] toRight = new double[POINTS];
  private final double[] outer = new double[POINTS];
  private final double[] inner = new double[POINTS];
  private final double[] second = new double[POINTS];

  // A point's value is a weighted sum of two bins and their second derivatives.
  private final int[] bin = new int[POINTS];
  private final double[] left = new double[POINTS];
  private final double[] right = new double[POINTS];
  private final double[] leftSecond = new double[POINTS];
  private final double[] rightSecond = new double[POINTS];

  OctaveSpectrum() {
    double[] octave = new double[POINTS];
    for (int k = 1; k < POINTS; k++) {
      octave[k] = log2(BIN_HZ * k);
    }
    octave[0] = 2 * octave[1] - octave[2];
    factor(octave);
    int interval = 0;
    for (int i = 0; i < POINTS; i++) {
      double u = LOWEST + i * STEP;
      while (interval < LAST - 1 && octave[interval + 1] < u) {
        interval++;
      }
      bin[i] = interval;
      weigh(i, u, octave[interval], octave[interval + 1]);
    }
  }

  private static double log2(double x) {
    return Math.log(x) / Math.log(2);
  }

  private void factor(double[] octave) {
    for (int k = 1; k < MIDDLE; k++) {
      factor(octave, k, k - 1, k + 1);
      factor(octave, LAST - k, LAST - k + 1, LAST - k - 1);
    }
    factor(octave, MIDDLE, MIDDLE - 1, MIDDLE + 1);
  }

  /** Eliminates bin k, whose outer neighbour is eliminated already. The middle has two such. */
  private void factor(double[] octave, int k, int out, int in) {
    double toOut = Math.abs(octave[k] - octave[out]);
    double toIn = Math.abs(octave[in] - octave[k]);
    double pivot = 2 * (toOut + toIn) - toOut * inner[out];
    if (k == MIDDLE) {
      pivot -= toIn * inner[in];
    }
    outer[k] = toOut / pivot;
    inner[k] = toIn / pivot;
    toLeft[k] = 6 / (octave[k] - octave[k - 1]) / pivot;
    toRight[k] = 6 / (octave[k + 1] - octave[k]) / pivot;
  }

  private void weigh(int i, double u, double from, double to) {
    double width = to - from;
    double a = (to - u) / width;
    double b = 1 - a;
    double attenuation = attenuation(i);
    left[i] = attenuation * a;
    right[i] = attenuation * b;
    leftSecond[i] = attenuation * (a * a * a - a) * width * width / 6;
    rightSecond[i] = attenuation * (b * b * b - b) * width * width / 6;
  }

  /** The ear's sensitivity falls off below 65 Hz. */
  private static double attenuation(int i) {
    double start = POINTS_PER_OCTAVE * log2(65.0 / 50) - 1;
    return 0.5 + Math.atan(3 * (i + 1 - start) / POINTS_PER_OCTAVE) / Math.PI;
  }

  /**
   * @param magnitude 513 bins of 15.625 Hz
   * @param points receives the spectrum over octaves
   */
  void of(float[] magnitude, double[] points) {
    enhancePeaks(magnitude);
    smooth();
    solve();
    for (int i = 0; i < POINTS; i++) {
      int k = bin[i];
      double value =
          left[i] * smooth[k]
              + right[i] * smooth[k + 1]
              + leftSecond[i] * second[k]
              + rightSecond[i] * second[k + 1];
      points[i] = value > 0 ? (float) value : 0;
    }
  }

  /** Clears what lies between two peaks, but for two bins beside each. */
  private void enhancePeaks(float[] magnitude) {
    for (int k = 0; k < POINTS; k++) {
      enhanced[k] = magnitude[k];
    }
    int peaks = findPeaks(magnitude);
    for (int i = 1; i < peaks; i++) {
      clear(peak[i - 1] + PEAK_WIDTH, peak[i] - PEAK_WIDTH + 1);
    }
    if (peaks == 1) {
      clear(PEAK_WIDTH, POINTS);
    }
  }

  /** Without branches, half of which would be predicted wrong. */
  private int findPeaks(float[] magnitude) {
    peak[0] = 0;
    int count = isLess(magnitude[1], magnitude[0]);
    int rising = isLess(magnitude[0], magnitude[1]);
    for (int k = 1; k < LAST; k++) {
      int risingOn = isLess(magnitude[k], magnitude[k + 1]);
      peak[count] = k;
      count += rising & ~risingOn;
      rising = risingOn;
    }
    peak[count] = LAST;
    return count + rising;
  }

  /** 1 or 0, for numbers that are not negative: their bits have their order. */
  private static int isLess(float a, float b) {
    return Float.floatToRawIntBits(a) - Float.floatToRawIntBits(b) >>> 31;
  }

  private void clear(int from, int to) {
    for (int k = from; k < to; k++) {
      enhanced[k] = 0;
    }
  }

  private void smooth() {
    smooth[0] = (2 * enhanced[0] + enhanced[1]) / 4;
    for (int k = 1; k < LAST; k++) {
      smooth[k] = (enhanced[k - 1] + 2 * enhanced[k] + enhanced[k + 1]) / 4;
    }
    smooth[LAST] = enhanced[LAST];
  }

  private void solve() {
    double left = 0;
    double right = 0;
    for (int k = 1; k < MIDDLE; k++) {
      left = bend(k) - outer[k] * left;
      second[k] = left;
      right = bend(LAST - k) - outer[LAST - k] * right;
      second[LAST - k] = right;
    }
    left = bend(MIDDLE) - outer[MIDDLE] * left - inner[MIDDLE] * right;
    right = left;
    second[MIDDLE] = left;
    for (int k = MIDDLE - 1; k > 0; k--) {
      left = second[k] - inner[k] * left;
      second[k] = left;
      right = second[LAST - k] - inner[LAST - k] * right;
      second[LAST - k] = right;
    }
  }

  private double bend(int k) {
    return (smooth[k + 1] - smooth[k]) * toRight[k] - (smooth[k] - smooth[k - 1]) * toLeft[k];
  }
}
