package org.sparkaffect.network;

import static org.deeplearning4j.nn.params.PReLUParamInitializer.WEIGHT_KEY;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.feedforward.PReLU;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.executioner.OpExecutioner;
import org.nd4j.linalg.api.ops.impl.reduce3.Dot;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMin;
import org.nd4j.linalg.api.ops.impl.transforms.gradient.LeakyReLUDerivative;
import org.nd4j.linalg.factory.Nd4j;

/** {@link ChannelPReLU} at work. */
final class ChannelPReLULayer extends PReLU {
  private static final long serialVersionUID = 1;

  ChannelPReLULayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    INDArray output =
        workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, input.shape(), 'c');
    INDArray inputs = planes(input);
    factors(inputs, planes(output)).muli(inputs);
    return output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray inputGradient =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), 'c');
    INDArray inputs = planes(input);
    INDArray epsilons = planes(epsilon);
    // first holds what is below 0, so that no second array of this size is needed
    INDArray gradients = planes(inputGradient);
    OpExecutioner executioner = Nd4j.getExecutioner();
    executioner.exec(new ScalarMin(inputs, null, gradients, 0));
    INDArray slopeGradients = executioner.exec(new Dot(gradients, epsilons, 1));
    INDArray slopeGradient = gradientViews.get(WEIGHT_KEY);
    slopeGradient.assign(
        slopeGradients.reshape(input.size(0), input.size(1)).sum(0).reshape(slopeGradient.shape()));
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(WEIGHT_KEY, slopeGradient, 'c');

    factors(inputs, gradients).muli(epsilons);
    return new Pair<>(gradient, backpropDropOutIfPresent(inputGradient));
  }

  /** One row for each channel of each image. */
  private static INDArray planes(INDArray images) {
    return images.reshape('c', images.size(0) * images.size(1), images.size(2) * images.size(3));
  }

  /** 1, or below 0 the channel's slope. */
  private INDArray factors(INDArray planes, INDArray result) {
    INDArray slopes = getParam(WEIGHT_KEY);
    LeakyReLUDerivative op = new LeakyReLUDerivative(planes, result);
    op.setY(Nd4j.tile(slopes.reshape(slopes.length()), (int) input.size(0)));
    op.setDimension(1);
    return Nd4j.getExecutioner().exec(op);
  }
}
