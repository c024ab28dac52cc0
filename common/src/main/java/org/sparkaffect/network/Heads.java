package org.sparkaffect.network;

import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.sparkaffect.emotion.Emotion;

/** The layers that the visual networks end in. */
final class Heads {
  /** The last layer: a probability for each {@link Emotion}. */
  static final String OUTPUT = "emotion";

  private Heads() {}

  /** An LSTM of 128 units, of which the state after the last step goes on. */
  static LastTimeStep lstm(Width width, boolean first) {
    return new LastTimeStep(new ClipLstm(width.of(128), first));
  }

  /**
   * Softmax over the emotions, with cross entropy.
   *
   * @param kept the share of its inputs that a training step keeps: one less Caffe's ratio
   */
  static OutputLayer output(double kept) {
    OutputLayer.Builder layer =
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nOut(Emotion.values().length)
            .activation(Activation.SOFTMAX);
    if (kept < 1) {
      layer.dropOut(kept);
    }
    return layer.build();
  }
}
