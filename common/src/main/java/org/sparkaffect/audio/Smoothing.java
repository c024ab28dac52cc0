package org.sparkaffect.audio;

/** Moving averages over three frames. What lies before the first frame equals it. */
final class Smoothing {
  private Smoothing() {}

  /**
   * @param right what lies after the last frame
   */
  static void mean(float[] x, int frames, float right, float[] smooth) {
    for (int n = 0; n < frames; n++) {
      float next = n + 1 < frames ? x[n + 1] : right;
      smooth[n] = (x[Math.max(n - 1, 0)] + x[n] + next) / 3;
    }
  }

  /** Leaves zeros alone, and out of the averages. */
  static void meanOfNonZero(float[] x, int frames, float right, float[] smooth) {
    for (int n = 0; n < frames; n++) {
      float next = n + 1 < frames ? x[n + 1] : right;
      smooth[n] = meanOfNonZero(x[Math.max(n - 1, 0)], x[n], next);
    }
  }

  static float meanOfNonZero(float left, float x, float right) {
    int count = 1 + (left == 0 ? 0 : 1) + (right == 0 ? 0 : 1);
    return x == 0 ? 0 : (left + x + right) / count;
  }
}
