package org.sparkaffect.audio;

/** Peaks of a contour, and the slopes between its peaks and valleys. */
final class Slopes {
  private static final double FRAME_SECONDS = 0.01;

  /** Extrema that stand out less than this part of the contour's range do not count. */
  private static final double PROMINENCE = 0.1;

  private static final double CLEARLY_HIGHER = 1.05;

  private int[] place = new int[0];
  private boolean[] high = new boolean[0];
  private int extrema;
  private final Moments rising = new Moments();
  private final Moments falling = new Moments();
  private int peaks;

  void find(float[] x, int frames) {
    rising.reset();
    falling.reset();
    peaks = 0;
    if (frames == 0) {
      return;
    }
    listExtrema(x, frames);
    double threshold = PROMINENCE * range(x, frames);
    dropLowMaxima(x, threshold);
    dropHighMinima(x, threshold);
    alternate(x);
    for (int e = 0; e < extrema; e++) {
      peaks += high[e] ? 1 : 0;
    }
    measure(x, frames);
  }

  int peaks() {
    return peaks;
  }

  /** Per second. */
  Moments rising() {
    return rising;
  }

  /** Per second, positive but for one that reaches to the end. */
  Moments falling() {
    return falling;
  }

  private static double range(float[] x, int frames) {
    float min = x[0];
    float max = x[0];
    for (int n = 1; n < frames; n++) {
      min = Math.min(min, x[n]);
      max = Math.max(max, x[n]);
    }
    return max - min;
  }

  private void listExtrema(float[] x, int frames) {
    if (place.length < frames) {
      place = new int[frames];
      high = new boolean[frames];
    }
    extrema = 0;
    for (int n = 2; n <= frames - 3; n++) {
      boolean maximum = x[n] > x[n - 1] && x[n] > x[n + 1];
      boolean minimum = x[n] < x[n - 1] && x[n] < x[n + 1];
      if (maximum || minimum) {
        place[extrema] = n;
        high[extrema++] = maximum;
      }
    }
  }

  private void keep(int kept, int extremum) {
    place[kept] = place[extremum];
    high[kept] = high[extremum];
  }

  private void dropLowMaxima(float[] x, double threshold) {
    float last = x[0];
    float lastMin = x[0];
    float lastMax = x[0];
    boolean afterMin = false;
    int standing = -1; // the maximum that a higher one soon after it replaces
    int kept = 0;
    for (int e = 0; e < extrema; e++) {
      float y = x[place[e]];
      boolean near = Math.abs(y - last) < threshold;
      last = y;
      if (!high[e]) {
        if (!near) {
          afterMin = true;
          lastMin = y;
        }
        keep(kept++, e);
        continue;
      }
      if (near && y - lastMin < threshold) {
        continue;
      }
      boolean higher = y > CLEARLY_HIGHER * lastMax;
      boolean drop = near && !higher && !afterMin;
      if (near && higher && standing >= 0) {
        remove(standing, kept--);
      }
      afterMin = false;
      if (!drop) {
        lastMax = y;
        standing = kept;
        keep(kept++, e);
      }
    }
    extrema = kept;
  }

  private void remove(int extremum, int count) {
    System.arraycopy(place, extremum + 1, place, extremum, count - extremum - 1);
    System.arraycopy(high, extremum + 1, high, extremum, count - extremum - 1);
  }

  private void dropHighMinima(float[] x, double threshold) {
    float lastMax = x[0];
    int kept = 0;
    for (int e = 0; e < extrema; e++) {
      float y = x[place[e]];
      if (high[e]) {
        lastMax = y;
      }
      if (high[e] || lastMax - y >= threshold) {
        keep(kept++, e);
      }
    }
    extrema = kept;
  }

  /** Of maxima in a row keeps the highest, of minima the lowest. */
  private void alternate(float[] x) {
    int kept = 0;
    for (int e = 0; e < extrema; e++) {
      if (kept == 0 || high[kept - 1] != high[e]) {
        keep(kept++, e);
      } else {
        float before = x[place[kept - 1]];
        float y = x[place[e]];
        if (high[e] ? y > before : y < before) {
          keep(kept - 1, e);
        }
      }
    }
    extrema = kept;
  }

  private void measure(float[] x, int frames) {
    int lastMax = 0;
    int lastMin = 0;
    boolean roseLast = false;
    for (int e = 0; e < extrema; e++) {
      int n = place[e];
      if (high[e]) {
        if (n > lastMin) {
          rising.add(slope(x, lastMin, n));
          roseLast = true;
        }
        lastMax = n;
      } else {
        if (n > lastMax) {
          falling.add(-slope(x, lastMax, n));
          roseLast = false;
        }
        lastMin = n;
      }
    }
    int end = frames - 1;
    if (rising.count() + falling.count() == 0) {
      double whole = (x[end] - x[0]) / frames; // openSMILE divides by frames, not by seconds
      if (whole > 0) {
        rising.addLast(whole);
      } else if (whole < 0) {
        falling.addLast(whole);
      }
    } else if (roseLast) {
      falling.addLast(slope(x, lastMax, end));
    } else {
      rising.addLast(slope(x, lastMin, end));
    }
  }

  private static double slope(float[] x, int from, int to) {
    return (x[to] - x[from]) / ((to - from) * FRAME_SECONDS);
  }
}
