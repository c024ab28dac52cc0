package org.sparkaffect.imageset;

import org.sparkaffect.emotion.Emotion;

/**
 * How decisions did on clips of known emotion.
 *
 * @param loss mean cross entropy of the probabilities
 */
public record Outcome(double accuracy, double loss) {
  /**
   * @param decisions by clip and class
   */
  static Outcome of(double[][] decisions, Emotion[] labels) {
    int right = 0;
    double loss = 0;
    for (int i = 0; i < labels.length; i++) {
      double[] probabilities = probabilities(decisions[i]);
      int best = 0;
      for (int c = 1; c < probabilities.length; c++) {
        best = probabilities[c] > probabilities[best] ? c : best;
      }
      right += best == labels[i].ordinal() ? 1 : 0;
      loss -= Math.log(probabilities[labels[i].ordinal()]);
    }
    return new Outcome((double) right / labels.length, loss / labels.length);
  }

  /** Softmax. */
  static double[] probabilities(double[] decisions) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double decision : decisions) {
      largest = Math.max(largest, decision);
    }
    double[] probabilities = new double[decisions.length];
    double sum = 0;
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = Math.exp(decisions[i] - largest);
      sum += probabilities[i];
    }
    Vectors.multiply(probabilities, 1 / sum);
    return probabilities;
  }

  boolean isBetterThan(Outcome other) {
    return accuracy > other.accuracy || (accuracy == other.accuracy && loss < other.loss);
  }
}
