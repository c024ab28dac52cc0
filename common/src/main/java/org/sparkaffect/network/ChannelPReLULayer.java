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
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** {@link ChannelPReLU} at work. */
final class ChannelPReLULayer extends PReLU {
  private static final long serialVersionUID = 1;
  private static final int CHANNELS = 1;

  ChannelPReLULayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    INDArray above = Transforms.relu(input, true);
    INDArray below = timesChannel(input.sub(above), slopes());
    return workspaces.leverageTo(ArrayType.ACTIVATIONS, above.addi(below));
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    assertInputSet(true);
    INDArray below = input.lt(0).castTo(input.dataType()).muli(epsilon);
    INDArray slopeGradient = gradientViews.get(WEIGHT_KEY);
    slopeGradient.assign(below.mul(input).sum(0, 2, 3).reshape(slopeGradient.shape()));
    Gradient gradient = new DefaultGradient();
    gradient.setGradientFor(WEIGHT_KEY, slopeGradient, 'c');

    INDArray inputGradient = timesChannel(below, slopes().sub(1)).addi(epsilon);
    inputGradient = workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, inputGradient);
    return new Pair<>(gradient, backpropDropOutIfPresent(inputGradient));
  }

  private INDArray slopes() {
    INDArray slopes = getParam(WEIGHT_KEY);
    return slopes.reshape(slopes.length());
  }

  private static INDArray timesChannel(INDArray images, INDArray factors) {
    return Nd4j.getExecutioner().exec(new BroadcastMulOp(images, factors, images, CHANNELS));
  }
}
