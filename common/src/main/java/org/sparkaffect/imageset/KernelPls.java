package org.sparkaffect.imageset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Partial least squares regression of the class indicator (1 or 0) in a kernel's feature space:
 * Rosipal and Trejo, "Kernel Partial Least Squares Regression in Reproducing Kernel Hilbert Space"
 * (JMLR 2001), for one response.
 *
 * @param components how many, from few to many
 */
public record KernelPls(List<Integer> components) implements Trainer {
  /** A component as short as this, against the first, is rounding. */
  private static final double NOTHING_LEFT = 1e-10;

  @Override
  public List<String> choices() {
    return components.stream().map(count -> "components = " + count).toList();
  }

  @Override
  public List<Decision> train(double[][] gram, boolean[] members) {
    int size = gram.length;
    double[] means = Arrays.stream(gram).mapToDouble(KernelPls::mean).toArray();
    double[] rest = new double[size];
    for (int i = 0; i < size; i++) {
      rest[i] = members[i] ? 1 : 0;
    }
    double intercept = mean(rest);
    add(rest, -intercept);

    List<double[]> scores = new ArrayList<>();
    List<double[]> duals = new ArrayList<>(); // the centred Gram matrix times one is a score
    double[] coefficients = new double[size];
    List<Decision> decisions = new ArrayList<>();
    double first = 0;
    int most = components.get(components.size() - 1);
    for (int component = 1; component <= most; component++) {
      double[] dual = rest.clone();
      double[] score = centredProduct(gram, means, dual);
      for (int pass = 0; pass < 2; pass++) { // the second takes what rounding left of the first
        for (int i = 0; i < scores.size(); i++) {
          double along = Vectors.dot(scores.get(i), score);
          Vectors.add(score, -along, scores.get(i));
          Vectors.add(dual, -along, duals.get(i));
        }
      }
      double length = Math.sqrt(Vectors.dot(score, score));
      first = Math.max(first, length);
      if (length > NOTHING_LEFT * first) {
        Vectors.multiply(score, 1 / length);
        Vectors.multiply(dual, 1 / length);
        double loading = Vectors.dot(score, rest);
        Vectors.add(coefficients, loading, dual);
        Vectors.add(rest, -loading, score);
        scores.add(score);
        duals.add(dual);
      }
      if (components.contains(component)) {
        decisions.add(decision(coefficients, means, intercept));
      }
    }
    return decisions;
  }

  /** J K J v, with J = I - 11'/n. */
  private static double[] centredProduct(double[][] gram, double[] means, double[] vector) {
    double[] centred = vector.clone();
    add(centred, -mean(vector));
    double[] product = Arrays.stream(gram).mapToDouble(row -> Vectors.dot(row, centred)).toArray();
    add(product, -Vectors.dot(means, centred));
    return product;
  }

  /** Takes the centring of a kernel's row into coefficients and intercept. */
  private static Decision decision(double[] coefficients, double[] means, double intercept) {
    double[] centred = coefficients.clone();
    add(centred, -mean(coefficients));
    return new Decision(centred, intercept - Vectors.dot(centred, means));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }

  private static void add(double[] to, double value) {
    for (int i = 0; i < to.length; i++) {
      to[i] += value;
    }
  }
}
