package org.sparkaffect.audio;

/** Lengths of the stretches in which a pitch contour is voiced, or unvoiced, in frames. */
final class Segments {
  private static final int SHORTEST = 3;
  private static final int HANGOVER = 2;
  private static final int MOST = 1000;

  private int count;
  private long sum;
  private long sumOfSquares;

  /**
   * @param voiced whether to look at voiced or at unvoiced stretches
   */
  void find(float[] f0, int frames, boolean voiced) {
    count = 0;
    sum = 0;
    sumOfSquares = 0;
    boolean candidate = false;
    boolean open = false;
    int start = 0;
    int in = 0;
    int out = 0;
    for (int n = 0; n < frames && count < MOST; n++) {
      if ((f0[n] != 0) == voiced) {
        out = 0;
        if (open) {
          continue;
        }
        if (!candidate) {
          candidate = true;
          start = n;
        }
        if (++in >= SHORTEST) {
          open = true;
          in = 0;
        }
      } else if (candidate && ++out >= HANGOVER) {
        if (open) {
          add(n - HANGOVER - start);
        }
        candidate = false;
        open = false;
        in = 0;
        out = 0;
      }
    }
    if (open && count < MOST) {
      add(frames - (out + 1) - start);
    }
  }

  private void add(int length) {
    count++;
    sum += length;
    sumOfSquares += (long) length * length;
  }

  int count() {
    return count;
  }

  double meanLength() {
    return count == 0 ? 0 : (double) sum / count;
  }

  double deviation() {
    return count < 2 ? 0 : Math.sqrt(count * sumOfSquares - sum * sum) / count;
  }
}
