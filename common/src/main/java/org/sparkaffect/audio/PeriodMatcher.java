package org.sparkaffect.audio;

/**
 * Jitter and shimmer: walks through the samples from one pitch period to the next, where two
 * neighbouring stretches correlate best, and compares the periods' lengths and amplitudes. Frames
 * come in order; each continues where the one before stopped.
 */
final class PeriodMatcher {
  private static final int HOP = Egemaps.HOP;
  private static final int FRAME = LongFrames.SAMPLES;
  private static final double LEAST_CORRELATION = 0.5;

  /** More than there are within a tenth of the longest period, to either side. */
  private static final int MOST_LAGS = 128;

  private final long[] product = new long[MOST_LAGS];
  private final double[] correlation = new double[MOST_LAGS];
  private short[] samples;
  private int position;
  private int missed;
  private float periodBefore;
  private double heldJitter;
  private double heldShimmer;

  private double periods;
  private double periodChanges;
  private int periodCount;
  private int changeCount;
  private double amplitudes;
  private double amplitudeChanges;

  void reset(short[] samples) {
    this.samples = samples;
    position = 0;
    missed = 0;
    forget();
  }

  private void forget() {
    periodBefore = 0;
    heldJitter = 0;
    heldShimmer = 0;
  }

  /**
   * @param hz the frame's pitch, 0 if unvoiced
   */
  void accept(int frame, float hz) {
    periods = 0;
    periodChanges = 0;
    periodCount = 0;
    changeCount = 0;
    amplitudes = 0;
    amplitudeChanges = 0;
    int fresh = HOP + missed;
    int last = fresh;
    boolean voiced = hz > 0;
    double period = voiced ? Egemaps.RATE / (double) hz : 0;
    int longest = (int) Math.ceil(1.1 * period);
    int needed = Math.min(Math.max(fresh, voiced ? 2 * longest + 2 : 0), missed + FRAME);
    if (HOP * frame - missed != position) {
      position = HOP * frame;
      needed = Math.min(needed, FRAME);
    }
    if (voiced) {
      last = walk(period, longest, needed, fresh);
      missed = fresh - last;
    } else {
      missed = 0;
      forget();
    }
    position += last;
  }

  /**
   * @return how far the walk came before the end of the frame's own samples
   */
  private int walk(double period, int longest, int needed, int fresh) {
    int shortest = (int) Math.floor(0.9 * period);
    int at = 0;
    int last = 0;
    while (at < needed - 2 * longest - 1) {
      correlate(position + at, shortest, longest);
      int best = highestPeak(longest - shortest);
      if (best < 0) {
        at += (int) Math.round(period);
      } else {
        match(position + at, shortest, best);
        at += shortest + best;
      }
      if (at < fresh - 1) {
        last = at;
      }
    }
    return last;
  }

  /** Correlates the lag's samples from a place on with as many after them, for each of the lags. */
  private void correlate(int from, int shortest, int longest) {
    long sumX = 0;
    long sumXx = 0;
    for (int i = from; i < from + shortest; i++) {
      sumX += samples[i];
      sumXx += samples[i] * samples[i];
    }
    long sumY = 0;
    long sumYy = 0;
    for (int i = from + shortest; i < from + 2 * shortest; i++) {
      sumY += samples[i];
      sumYy += samples[i] * samples[i];
    }
    multiply(from, shortest, longest);
    for (int lag = shortest; lag < longest; lag++) {
      double covariance = lag * product[lag - shortest] - sumX * sumY;
      double varianceX = lag * sumXx - sumX * sumX;
      double varianceY = lag * sumYy - sumY * sumY;
      double deviation = Math.sqrt(varianceX * varianceY);
      correlation[lag - shortest] = deviation > 0 ? covariance / deviation : 0;
      long crossing = samples[from + lag];
      long next = samples[from + 2 * lag];
      long afterNext = samples[from + 2 * lag + 1];
      sumX += crossing;
      sumXx += crossing * crossing;
      sumY += next + afterNext - crossing;
      sumYy += next * next + afterNext * afterNext - crossing * crossing;
    }
  }

  /** Two lags at once, which share the loads of the first sample. */
  private void multiply(int from, int shortest, int longest) {
    for (int lag = shortest; lag < longest; lag += 2) {
      long even = 0;
      long odd = 0;
      for (int i = from; i < from + lag; i++) {
        int sample = samples[i];
        even += sample * samples[i + lag];
        odd += sample * samples[i + lag + 1];
      }
      product[lag - shortest] = even;
      product[lag - shortest + 1] = odd + samples[from + lag] * samples[from + 2 * lag + 1];
    }
  }

  private int highestPeak(int lags) {
    int best = -1;
    for (int i = 1; i <= lags - 2; i++) {
      if (correlation[i] > correlation[i - 1]
          && correlation[i] > correlation[i + 1]
          && (best < 0 || correlation[i] > correlation[best])) {
        best = i;
      }
    }
    return best;
  }

  private void match(int from, int shortest, int peak) {
    double slope = correlation[peak + 1] - correlation[peak - 1];
    double curve = correlation[peak + 1] - 2 * correlation[peak] + correlation[peak - 1];
    double vertex = -slope / 2 / curve;
    if (correlation[peak] + slope * vertex / 4 <= LEAST_CORRELATION) {
      return;
    }
    // openSMILE keeps periods in single precision, and whether two are equal depends on that.
    float period = (float) ((shortest + peak + vertex) / Egemaps.RATE);
    periods += period;
    periodCount++;
    if (periodBefore > 0) {
      periodChanges += Math.abs(periodBefore - period);
      changeCount++;
    }
    periodBefore = period;
    int lag = shortest + peak;
    double amplitude = amplitude(from, lag);
    double next = amplitude(from + lag, lag);
    amplitudes += (amplitude + next) / 2;
    amplitudeChanges += Math.abs(amplitude - next);
  }

  /** From the lowest to the highest sample of a period, without those at its ends. */
  private int amplitude(int from, int lag) {
    int min = Short.MAX_VALUE;
    int max = Short.MIN_VALUE;
    for (int i = from + 1; i <= from + lag - 2; i++) {
      min = Math.min(min, samples[i]);
      max = Math.max(max, samples[i]);
    }
    return max - min;
  }

  /** Mean change from one period to the next, as a part of the mean period. */
  double jitter() {
    if (periodCount > 0) {
      if (changeCount == 0) {
        return 0;
      }
      heldJitter = Math.min(1, periodChanges / changeCount / (periods / periodCount));
    }
    return heldJitter;
  }

  /** Mean change of amplitude from one period to the next, in dB. */
  double shimmerDb() {
    if (periodCount > 0) {
      heldShimmer = amplitudes == 0 ? 0 : amplitudeChanges / amplitudes;
    }
    return 20 * Math.log10(1 + Math.min(1, heldShimmer));
  }
}
