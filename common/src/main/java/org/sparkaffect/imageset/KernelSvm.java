package org.sparkaffect.imageset;

import java.util.List;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/**
 * Support vector machines, by LIBSVM.
 *
 * @param costs C: what a training set on the wrong side costs, from small to large
 */
public record KernelSvm(List<Double> costs) implements Trainer {
  private static final double TOLERANCE = 1e-3;
  private static final double CACHE_MB = 64;

  static {
    svm.svm_set_print_string_function(line -> {}); // it would tell of each iteration
  }

  @Override
  public List<String> choices() {
    return costs.stream().map(cost -> "cost = " + cost).toList();
  }

  @Override
  public List<Decision> train(double[][] gram, boolean[] members) {
    svm_problem problem = problem(gram, members);
    return costs.stream().map(cost -> decision(problem, cost)).toList();
  }

  private static svm_problem problem(double[][] gram, boolean[] members) {
    svm_problem problem = new svm_problem();
    problem.l = gram.length;
    problem.x = new svm_node[gram.length][];
    problem.y = new double[gram.length];
    for (int i = 0; i < gram.length; i++) {
      problem.y[i] = members[i] ? 1 : -1;
      problem.x[i] = new svm_node[gram.length + 1];
      problem.x[i][0] = node(0, i + 1); // the number of the row comes first
      for (int j = 0; j < gram.length; j++) {
        problem.x[i][j + 1] = node(j + 1, gram[i][j]);
      }
    }
    return problem;
  }

  private static svm_node node(int index, double value) {
    svm_node node = new svm_node();
    node.index = index;
    node.value = value;
    return node;
  }

  private static Decision decision(svm_problem problem, double cost) {
    svm_parameter parameters = new svm_parameter();
    parameters.svm_type = svm_parameter.C_SVC;
    parameters.kernel_type = svm_parameter.PRECOMPUTED;
    parameters.C = cost;
    parameters.eps = TOLERANCE;
    parameters.cache_size = CACHE_MB;
    parameters.shrinking = 1;
    svm_model model = svm.svm_train(problem, parameters);
    double sign = model.label[0]; // what is positive is the class that came first
    double[] coefficients = new double[problem.l];
    for (int i = 0; i < model.l; i++) {
      coefficients[model.sv_indices[i] - 1] = sign * model.sv_coef[0][i];
    }
    return new Decision(coefficients, -sign * model.rho[0]);
  }
}
