package org.sparkaffect.audio;

/** Pitch candidates by sub-harmonic summation (Hermes 1988) over a spectrum in octaves. */
final class SubHarmonicSummation {
  static final int CANDIDATES = 6;

  private static final int HARMONICS = 15;
  private static final double COMPRESSION = 0.85;
  private static final double LOWEST_HZ = 55;
  private static final double HIGHEST_HZ = 1000;
  private static final int POINTS = OctaveSpectrum.POINTS;

  private final int[] shift = new int[HARMONICS];
  private final double[] weight = new double[HARMONICS];
  private final double[] sum = new double[POINTS];
  private final int[] peak = new int[CANDIDATES];
  private final float[] frequency = new float[CANDIDATES];
  private final float[] voicing = new float[CANDIDATES];
  private final double[] score = new double[CANDIDATES];

  SubHarmonicSummation() {
    for (int j = 0; j < HARMONICS; j++) {
      shift[j] = (int) Math.floor(OctaveSpectrum.POINTS_PER_OCTAVE * Math.log(j + 1) / Math.log(2));
      weight[j] = Math.pow(COMPRESSION, j) / HARMONICS;
    }
  }

  /** In Hz, the likeliest first, 0 where there are fewer. */
  float[] frequencies() {
    return frequency;
  }

  /** Of each candidate, from 0 to 1. */
  float[] voicings() {
    return voicing;
  }

  void candidates(double[] spectrum) {
    double mean = sum(spectrum);
    int peaks = highestPeaks();
    int count = 0;
    for (int i = 0; i < peaks; i++) {
      if (refine(peak[i], mean, count)) {
        count++;
      }
    }
    for (int i = count; i < CANDIDATES; i++) {
      frequency[i] = 0;
      voicing[i] = 0;
    }
    likeliestFirst(count);
  }

  private double sum(double[] spectrum) {
    for (int i = 0; i < POINTS; i++) {
      sum[i] = weight[0] * spectrum[i];
    }
    for (int j = 1; j < HARMONICS; j += 2) {
      add(spectrum, j, j + 1);
    }
    double total = sum[POINTS - 1];
    double upperTotal = 0;
    for (int i = 0; i < POINTS / 2; i++) {
      total += sum[i];
      upperTotal += sum[i + POINTS / 2];
    }
    return (total + upperTotal) / POINTS;
  }

  /** Adds two harmonics at once, which saves half of the loads and stores. */
  private void add(double[] spectrum, int lower, int upper) {
    int near = shift[lower];
    int far = shift[upper];
    double nearWeight = weight[lower];
    double farWeight = weight[upper];
    for (int i = 0; i < POINTS - far; i++) {
      sum[i] += nearWeight * spectrum[i + near] + farWeight * spectrum[i + far];
    }
    for (int i = POINTS - far; i < POINTS - near; i++) {
      sum[i] += nearWeight * spectrum[i + near];
    }
  }

  private int highestPeaks() {
    int count = 0;
    double least = 0;
    for (int i = 1; i < POINTS - 1; i++) {
      if (sum[i] > least && sum[i] > sum[i - 1] && sum[i] > sum[i + 1]) {
        int rank = count;
        while (rank > 0 && sum[i] > sum[peak[rank - 1]]) {
          rank--;
        }
        count = Math.min(count + 1, CANDIDATES);
        System.arraycopy(peak, rank, peak, rank + 1, count - 1 - rank);
        peak[rank] = i;
        least = count < CANDIDATES ? 0 : sum[peak[CANDIDATES - 1]];
      }
    }
    return count;
  }

  /** Puts a peak, interpolated by a parabola, on a place, unless it is out of the range of F0. */
  private boolean refine(int i, double mean, int place) {
    double slope = sum[i + 1] - sum[i - 1];
    double vertex = -slope / 2 / (sum[i + 1] - 2 * sum[i] + sum[i - 1]);
    double octave = OctaveSpectrum.LOWEST + (i + vertex) * OctaveSpectrum.STEP;
    double hz = Math.exp(Math.log(2) * octave);
    if (hz < LOWEST_HZ || hz > HIGHEST_HZ) {
      return false;
    }
    score[place] = sum[i] + slope * vertex / 4;
    frequency[place] = (float) hz;
    voicing[place] = score[place] > mean ? (float) (1 - mean / score[place]) : 0;
    return true;
  }

  private void likeliestFirst(int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      if (score[i] > score[best]) {
        best = i;
      }
    }
    float hz = frequency[best];
    float voiced = voicing[best];
    frequency[best] = frequency[0];
    voicing[best] = voicing[0];
    frequency[0] = hz;
    voicing[0] = voiced;
  }
}
