package org.sparkaffect.network;

import static org.deeplearning4j.nn.params.LSTMParamInitializer.BIAS_KEY;
import static org.deeplearning4j.nn.params.LSTMParamInitializer.INPUT_WEIGHT_KEY;
import static org.deeplearning4j.nn.params.LSTMParamInitializer.RECURRENT_WEIGHT_KEY;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * {@link ClipLstm} at work. Matrices have a row for each step of each clip: step * batch + clip.
 */
final class ClipLstmLayer extends LSTM {
  private static final long serialVersionUID = 1;

  private final boolean first;
  private transient LstmSteps steps;

  ClipLstmLayer(NeuralNetConfiguration conf, DataType type, boolean first) {
    super(conf, type);
    this.first = first;
  }

  @Override
  public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
    setInput(input, workspaces);
    return activate(training, workspaces);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    INDArray gates = rows(input).mmul(getParam(INPUT_WEIGHT_KEY)).addiRowVector(getParam(BIAS_KEY));
    int batch = (int) input.size(0);
    steps =
        new LstmSteps(
            batch, gates.toDoubleMatrix(), getParam(RECURRENT_WEIGHT_KEY).toDoubleMatrix());
    INDArray outputs = Nd4j.createFromArray(steps.outputs()).castTo(dataType);
    return workspaces.leverageTo(
        ArrayType.ACTIVATIONS, sequences(outputs.transpose().dup('f'), batch));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray gates =
        Nd4j.createFromArray(steps.backward(rows(epsilon).toDoubleMatrix())).castTo(dataType);
    INDArray before = Nd4j.createFromArray(steps.outputsBefore()).castTo(dataType);
    steps = null;

    Gradient gradient = new DefaultGradient();
    put(gradient, INPUT_WEIGHT_KEY, rows(input), gates);
    put(gradient, RECURRENT_WEIGHT_KEY, before, gates);
    INDArray biases = gradientViews.get(BIAS_KEY);
    gradient.setGradientFor(BIAS_KEY, biases.assign(gates.sum(0).reshape(biases.shape())));

    if (first) {
      return new Pair<>(gradient, null);
    }
    INDArray inputs = getParam(INPUT_WEIGHT_KEY).mmul(gates.transpose());
    INDArray inputGradient =
        workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, sequences(inputs, (int) input.size(0)));
    return new Pair<>(gradient, backpropDropOutIfPresent(inputGradient));
  }

  private void put(Gradient gradient, String key, INDArray inputs, INDArray gates) {
    INDArray weights = gradientViews.get(key);
    Nd4j.gemm(inputs, gates, weights, true, false, 1, 0);
    gradient.setGradientFor(key, weights);
  }

  /** Batch x features x steps to rows x features. */
  private static INDArray rows(INDArray sequences) {
    INDArray steps = sequences.permute(0, 2, 1);
    return steps.reshape('f', steps.size(0) * steps.size(1), steps.size(2));
  }

  /** Features x rows to batch x features x steps. */
  private static INDArray sequences(INDArray columns, int batch) {
    return columns.reshape('f', columns.size(0), batch, columns.size(1) / batch).permute(1, 0, 2);
  }
}
