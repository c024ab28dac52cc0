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
  private static final int PEAK_WIDTH = 3;

  private final double[] enhanced = new double[POINTS];
  private final double[] smooth = new double[POINTS];

  // The spline's second derivatives solve a tridiagonal system: its matrix, factored once.
  private final double[] slopeFactor = new double[POINTS];
  private final double[] lower = new double[POINTS];
  private final double[] upper = new double[POINTS];
  private final double[] pivot = new double[POINTS];
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
    for (int k = 0; k < LAST; k++) {
      slopeFactor[k] = 6 / (octave[k + 1] - octave[k]);
    }
    for (int k = 1; k < LAST; k++) {
      lower[k] = octave[k] - octave[k - 1];
      pivot[k] = 1 / (2 * (octave[k + 1] - octave[k - 1]) - lower[k] * upper[k - 1]);
      upper[k] = (octave[k + 1] - octave[k]) * pivot[k];
    }
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
      points[i] = (float) Math.max(value, 0);
    }
  }

  /** Clears what lies between two peaks, but for two bins beside each. */
  private void enhancePeaks(float[] magnitude) {
    for (int k = 0; k < POINTS; k++) {
      enhanced[k] = magnitude[k];
    }
    int peaks = 0;
    int before = 0;
    for (int k = 0; k <= LAST; k++) {
      if ((k == 0 || magnitude[k] > magnitude[k - 1])
          && (k == LAST
              || (k == 0 ? magnitude[0] > magnitude[1] : magnitude[k] >= magnitude[k + 1]))) {
        if (peaks++ > 0) {
          clear(before + PEAK_WIDTH, k - PEAK_WIDTH + 1);
        }
        before = k;
      }
    }
    if (peaks == 1) {
      clear(PEAK_WIDTH, POINTS);
    }
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
    double slope = (smooth[1] - smooth[0]) * slopeFactor[0];
    double solved = 0;
    for (int k = 1; k < LAST; k++) {
      double next = (smooth[k + 1] - smooth[k]) * slopeFactor[k];
      solved = (next - slope - lower[k] * solved) * pivot[k];
      second[k] = solved;
      slope = next;
    }
    double above = 0;
    for (int k = LAST - 1; k > 0; k--) {
      above = second[k] - upper[k] * above;
      second[k] = above;
    }
  }
}
