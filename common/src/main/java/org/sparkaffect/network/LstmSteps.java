package org.sparkaffect.network;

/**
 * The recurrent part of an LSTM (Hochreiter and Schmidhuber, "Long Short-Term Memory", 1997, with
 * the forget gate of Gers et al. 2000), from what its gates get of the input. It is in plain arrays
 * because its products are too small for a native library, which takes longer to begin than to
 * multiply. Rows are step * batch + clip; columns of gates are candidate, forget, output and input
 * gate, each as many as there are units, as Deeplearning4j has them.
 */
final class LstmSteps {
  private final int batch;
  private final int units;
  private final double[][] gates;
  private final double[][] recurrent;
  private final double[][] cells;
  private final double[][] outputs;

  /**
   * Goes through the steps.
   *
   * @param gates before their activation, without the recurrent part; overwritten
   * @param recurrent weights, units x 4 units
   */
  LstmSteps(int batch, double[][] gates, double[][] recurrent) {
    this.batch = batch;
    this.gates = gates;
    this.recurrent = recurrent;
    units = recurrent.length;
    cells = new double[gates.length][units];
    outputs = new double[gates.length][units];
    for (int row = 0; row < gates.length; row++) {
      forward(row);
    }
  }

  private void forward(int row) {
    double[] gate = gates[row];
    double[] before = at(outputs, row - batch);
    for (int i = 0; i < units; i++) {
      for (int j = 0; j < gate.length; j++) {
        gate[j] += before[i] * recurrent[i][j];
      }
    }
    double[] cellBefore = at(cells, row - batch);
    for (int i = 0; i < units; i++) {
      gate[i] = Math.tanh(gate[i]);
      for (int j = i + units; j < gate.length; j += units) {
        gate[j] = 1 / (1 + Math.exp(-gate[j]));
      }
      cells[row][i] = gate[i + units] * cellBefore[i] + gate[i + 3 * units] * gate[i];
      outputs[row][i] = gate[i + 2 * units] * Math.tanh(cells[row][i]);
    }
  }

  /** Rows x units. */
  double[][] outputs() {
    return outputs;
  }

  /** Each step's output of the step before; rows x units. */
  double[][] outputsBefore() {
    double[][] before = new double[outputs.length][];
    for (int row = 0; row < before.length; row++) {
      before[row] = at(outputs, row - batch);
    }
    return before;
  }

  /**
   * The gradient with respect to the gates before their activation, rows x 4 units.
   *
   * @param epsilon with respect to the outputs, rows x units
   */
  double[][] backward(double[][] epsilon) {
    double[][] gradient = new double[gates.length][4 * units];
    double[][] cellGradient = new double[batch][units];
    for (int row = gates.length - 1; row >= 0; row--) {
      double[] after = row + batch < gates.length ? gradient[row + batch] : new double[4 * units];
      double[] cellBefore = at(cells, row - batch);
      for (int i = 0; i < units; i++) {
        double output = epsilon[row][i];
        for (int j = 0; j < after.length; j++) {
          output += recurrent[i][j] * after[j];
        }
        backward(row, i, output, cellBefore[i], cellGradient[row % batch], gradient[row]);
      }
    }
    return gradient;
  }

  private void backward(
      int row, int i, double output, double cellBefore, double[] cellGradient, double[] gradient) {
    double candidate = gates[row][i];
    double forget = gates[row][i + units];
    double out = gates[row][i + 2 * units];
    double in = gates[row][i + 3 * units];
    double squashed = Math.tanh(cells[row][i]);
    double cell = cellGradient[i] + output * out * (1 - squashed * squashed);
    gradient[i] = cell * in * (1 - candidate * candidate);
    gradient[i + units] = cell * cellBefore * forget * (1 - forget);
    gradient[i + 2 * units] = output * squashed * out * (1 - out);
    gradient[i + 3 * units] = cell * candidate * in * (1 - in);
    cellGradient[i] = cell * forget;
  }

  /** Zeros before the first step. */
  private double[] at(double[][] values, int row) {
    return row < 0 ? new double[units] : values[row];
  }
}
