package org.sparkaffect.network;

import java.io.Serializable;

/** Mean and variance of each feature of a level, over all steps of many clips. */
public final class Moments implements Serializable {
  private static final long serialVersionUID = 1;

  private long count;
  private final double[] sums;
  private final double[] squares;

  /** Of no steps yet, of {@code size} features each. */
  public Moments(int size) {
    sums = new double[size];
    squares = new double[size];
  }

  /** Takes in steps, a row of features each. */
  public void add(float[][] steps) {
    for (float[] step : steps) {
      count++;
      for (int i = 0; i < sums.length; i++) {
        sums[i] += step[i];
        squares[i] += (double) step[i] * step[i];
      }
    }
  }

  /** Takes in the steps of another part of the clips, of as many features. */
  public Moments add(Moments other) {
    count += other.count;
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
      squares[i] += other.squares[i];
    }
    return this;
  }

  /** From at least one step. */
  public Standardisation standardisation() {
    double[] means = new double[sums.length];
    double[] variances = new double[sums.length];
    for (int i = 0; i < sums.length; i++) {
      means[i] = sums[i] / count;
      variances[i] = Math.max(0, squares[i] / count - means[i] * means[i]);
    }
    return Standardisation.of(means, variances);
  }
}
