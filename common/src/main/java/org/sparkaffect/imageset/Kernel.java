package org.sparkaffect.imageset;

import java.util.Arrays;
import org.sparkaffect.imageset.Measure.Form;

/**
 * A kernel on one of the manifolds: (g x)^a of the inner product x, or exp(-g x) of the squared
 * distance x.
 *
 * @param gamma g: one over the mean of x over the sets that were trained on
 * @param degree a; 1 for RBF kernels
 */
public record Kernel(Measure measure, double gamma, int degree) {
  /**
   * Scales it to its training sets.
   *
   * @param values of the measure, for all ordered pairs of them
   */
  public static Kernel of(Measure measure, int degree, double[][] values) {
    double mean = Arrays.stream(values).flatMapToDouble(Arrays::stream).average().orElseThrow();
    // all sets are alike where it is 0: then any scale will do
    return new Kernel(measure, mean > 0 ? 1 / mean : 1, degree);
  }

  double of(double value) {
    return measure.form() == Form.RBF ? Math.exp(-gamma * value) : Math.pow(gamma * value, degree);
  }

  double[] of(double[] values) {
    return Arrays.stream(values).map(this::of).toArray();
  }

  double[][] of(double[][] values) {
    return Arrays.stream(values).map(this::of).toArray(double[][]::new);
  }
}
