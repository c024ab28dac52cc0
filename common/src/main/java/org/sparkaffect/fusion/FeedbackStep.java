package org.sparkaffect.fusion;

/**
 * A step of the feedback loop.
 *
 * @param weights that were submitted
 * @param classWeights W, by which the weights were searched
 * @param predicted shares of the classes in what was submitted
 * @param shares true ones, as the last answer told; null before the first
 * @param answer to this submission; null where there is none yet
 * @param score of the weights: L = W D - C (paper, equation 2)
 */
public record FeedbackStep(
    ClassWeights weights,
    double[] classWeights,
    double[] predicted,
    double[] shares,
    Feedback answer,
    double score) {
  /** The distance d of the predicted share of a class from the true one. */
  public double distance(int ofClass) {
    return Math.abs(predicted[ofClass] - shares[ofClass]);
  }

  /** The sum of all distances. */
  public double distance() {
    double sum = 0;
    for (int c = 0; c < predicted.length; c++) {
      sum += distance(c);
    }
    return sum;
  }
}
