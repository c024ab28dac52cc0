package org.sparkaffect.fusion;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What each member weighs for each class: S = sum of w_i S_i, class by class (paper, equation 1).
 */
public final class ClassWeights implements Serializable {
  private static final long serialVersionUID = 1L;

  private final double[][] weights;

  /**
   * @param weights class by class, member by member
   */
  private ClassWeights(double[][] weights) {
    this.weights = weights;
  }

  /** Of weights member by member, class by class. */
  public static ClassWeights ofMembers(double[][] weights) {
    return new ClassWeights(
        IntStream.range(0, weights[0].length)
            .mapToObj(c -> Arrays.stream(weights).mapToDouble(member -> member[c]).toArray())
            .toArray(double[][]::new));
  }

  /** Of a tuple of the grid for each class. */
  static ClassWeights ofChoice(Grid grid, int[] choice) {
    return new ClassWeights(Arrays.stream(choice).mapToObj(grid::weights).toArray(double[][]::new));
  }

  public double weight(int member, int ofClass) {
    return weights[ofClass][member];
  }

  /** Weighted sums of a clip's scores, class by class. */
  public double[] sums(float[][] scores) {
    double[] sums = new double[weights.length];
    for (int c = 0; c < sums.length; c++) {
      sums[c] = sum(weights[c], scores, c);
    }
    return sums;
  }

  /** The class with the largest sum, the earlier on a tie. */
  public int predict(float[][] scores) {
    double[] sums = sums(scores);
    int best = 0;
    for (int c = 1; c < sums.length; c++) {
      if (sums[c] > sums[best]) {
        best = c;
      }
    }
    return best;
  }

  public int[] predict(Scores scores) {
    return Arrays.stream(scores.values()).mapToInt(this::predict).toArray();
  }

  /**
   * The one place where scores are weighed, so that the search and what applies its weights agree
   * to the last bit: in double, member after member. A product with 0, 0.5 or 1 is exact.
   */
  static double sum(double[] weights, float[][] scores, int ofClass) {
    double sum = 0;
    for (int member = 0; member < weights.length; member++) {
      sum += weights[member] * scores[member][ofClass];
    }
    return sum;
  }
}
