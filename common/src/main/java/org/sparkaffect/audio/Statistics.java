package org.sparkaffect.audio;

/** Mean, deviation and percentiles of a contour. */
final class Statistics {
  private Statistics() {}

  static double mean(float[] x, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += x[i];
    }
    return count == 0 ? 0 : sum / count;
  }

  /** The population's standard deviation over the mean, with the mean's sign. */
  static double relativeDeviation(float[] x, int count, double mean) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (x[i] - mean) * (x[i] - mean);
    }
    return count == 0 ? 0 : Math.sqrt(sum / count) / (mean == 0 ? 1 : mean);
  }

  /** Interpolates between neighbours in rank. */
  static double percentile(float[] sorted, int count, double part) {
    double rank = part * (count - 1);
    int below = (int) rank;
    int above = Math.min(below + 1, count - 1);
    return count == 0 ? 0 : sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }
}
