package org.sparkaffect.network;

import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.GaussianNoise;
import org.deeplearning4j.nn.conf.dropout.IDropout;

/**
 * What keeps a network from learning its few speakers by heart.
 *
 * @param noise standard deviation of what is added to inputs of variance 1
 * @param dropout share of a hidden layer's outputs that a training step drops
 * @param decay the gradient of a weight w gets decay * w more
 */
public record Regularisation(double noise, double dropout, double decay) {
  /** Of a network that is not trained. */
  public static final Regularisation NONE = new Regularisation(0, 0, 0);

  /** On the network's input; null for none. */
  IDropout onInput() {
    return noise > 0 ? new GaussianNoise(noise) : null;
  }

  /** On a hidden layer's outputs, which are the next one's input; null for none. */
  IDropout onHidden() {
    return dropout > 0 ? new Dropout(1 - dropout) : null; // it takes what is kept
  }
}
