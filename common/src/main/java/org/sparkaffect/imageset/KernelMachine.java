package org.sparkaffect.imageset;

import java.util.Arrays;
import java.util.List;

/**
 * A kernel and a classifier for each class on it.
 *
 * @param choice how the classifiers are regularised
 * @param weight of its decisions in the sum over kernels
 */
record KernelMachine(Kernel kernel, String choice, double weight, List<Decision> decisions) {
  KernelMachine weighing(double weight) {
    return new KernelMachine(kernel, choice, weight, decisions);
  }

  /** By class, not weighted, of a set by its measure against each that was trained on. */
  double[] decide(double[] measures) {
    double[] kernels = kernel.of(measures);
    return decisions.stream().mapToDouble(decision -> decision.of(kernels)).toArray();
  }

  /** Likewise, of many sets. */
  double[][] decide(double[][] measures) {
    return Arrays.stream(measures).map(this::decide).toArray(double[][]::new);
  }
}
