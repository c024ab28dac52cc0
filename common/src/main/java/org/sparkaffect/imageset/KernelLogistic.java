package org.sparkaffect.imageset;

import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Logistic regression: the least of sum log(1 + exp(-y f)) + penalty/2 c'Kc for f = Kc + b, by
 * Newton's method.
 *
 * @param penalties from large to small
 */
public record KernelLogistic(List<Double> penalties) implements Trainer {
  private static final int STEPS = 50;
  private static final double TOLERANCE = 1e-6; // of the largest change of f
  private static final double LEAST_WEIGHT = 1e-6; // sets far on their side would weigh nothing

  @Override
  public List<String> choices() {
    return penalties.stream().map(penalty -> "penalty = " + penalty).toList();
  }

  @Override
  public List<Decision> train(double[][] gram, boolean[] members) {
    return penalties.stream().map(penalty -> decision(gram, members, penalty)).toList();
  }

  private static Decision decision(double[][] gram, boolean[] members, double penalty) {
    int size = gram.length;
    double[] fitted = new double[size];
    Decision decision = null;
    double change = Double.POSITIVE_INFINITY;
    for (int step = 0; step < STEPS && change > TOLERANCE; step++) {
      decision = step(gram, members, fitted, penalty);
      change = 0;
      for (int i = 0; i < size; i++) {
        double now = decision.of(gram[i]);
        change = Math.max(change, Math.abs(now - fitted[i]));
        fitted[i] = now;
      }
    }
    return decision;
  }

  /** Newton's step: a least squares problem, (K + penalty / W) c + b = f + (p - y) / W. */
  private static Decision step(
      double[][] gram, boolean[] members, double[] fitted, double penalty) {
    int size = gram.length;
    DMatrixRMaj matrix = new DMatrixRMaj(gram);
    DMatrixRMaj right = new DMatrixRMaj(size, 2); // the responses, and ones for the intercept
    for (int i = 0; i < size; i++) {
      double probability = 1 / (1 + Math.exp(-fitted[i]));
      double weight = Math.max(LEAST_WEIGHT, probability * (1 - probability));
      matrix.add(i, i, penalty / weight);
      right.set(i, 0, fitted[i] + ((members[i] ? 1 : 0) - probability) / weight);
      right.set(i, 1, 1);
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(size);
    if (!solver.setA(matrix)) {
      throw new ArithmeticException("a Gram matrix is not positive semi-definite");
    }
    DMatrixRMaj solved = new DMatrixRMaj(size, 2);
    solver.solve(right, solved);
    double sum = 0;
    double ones = 0;
    for (int i = 0; i < size; i++) {
      sum += solved.get(i, 0);
      ones += solved.get(i, 1);
    }
    double intercept = sum / ones; // such that the coefficients add up to 0
    double[] coefficients = new double[size];
    for (int i = 0; i < size; i++) {
      coefficients[i] = solved.get(i, 0) - intercept * solved.get(i, 1);
    }
    return new Decision(coefficients, intercept);
  }
}
