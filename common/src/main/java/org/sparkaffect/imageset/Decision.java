package org.sparkaffect.imageset;

/**
 * Whether a set is of a class: intercept + sum over i of coefficients[i] k(x, x_i), the x_i being
 * the sets that were trained on. The larger, the more so.
 */
record Decision(double[] coefficients, double intercept) {
  double of(double[] kernels) {
    return intercept + Vectors.dot(coefficients, kernels);
  }
}
