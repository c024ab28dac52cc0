package org.sparkaffect.network;

import java.io.Serializable;
import java.util.Arrays;

/** Mean and variance of each feature of a level, over all steps of many clips. */
public final class Moments implements Serializable {
  private static final long serialVersionUID = 1;
  private static final double ROUNDING = 1e-12;

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
    return Standardisation.of(means(), variances());
  }

  /** From at least one step, each feature to variance 1 by itself. */
  public Standardisation zScores() {
    return Standardisation.zScores(means(), variances());
  }

  private double[] means() {
    return Arrays.stream(sums).map(sum -> sum / count).toArray();
  }

  private double[] variances() {
    double[] means = means();
    double[] variances = new double[sums.length];
    for (int i = 0; i < sums.length; i++) {
      double variance = squares[i] / count - means[i] * means[i];
      // what is left of a feature that does not vary are the errors of rounding
      variances[i] = variance > ROUNDING * means[i] * means[i] ? variance : 0;
    }
    return variances;
  }
}
