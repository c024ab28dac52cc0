package org.sparkaffect.fusion;

/**
 * What a challenge's server answers to a submission.
 *
 * @param accuracy share of the clips that are right
 * @param shares of the classes among the clips
 * @param recalls of the classes; NaN where a class has no clips
 */
public record Feedback(double accuracy, double[] shares, double[] recalls) {
  /** Of clips of each class, and those of them that were right. */
  public static Feedback of(long[] clips, long[] right) {
    long allClips = 0;
    long allRight = 0;
    for (int c = 0; c < clips.length; c++) {
      allClips += clips[c];
      allRight += right[c];
    }
    double[] shares = new double[clips.length];
    double[] recalls = new double[clips.length];
    for (int c = 0; c < clips.length; c++) {
      shares[c] = (double) clips[c] / allClips;
      recalls[c] = (double) right[c] / clips[c];
    }
    return new Feedback((double) allRight / allClips, shares, recalls);
  }

  /**
   * The weights W of the classes in the next step's score: in proportion to each class's shortfall,
   * the share of all clips that are of it and were missed. Their mean is 1.
   */
  double[] classWeights() {
    double[] weights = new double[shares.length];
    double sum = 0;
    for (int c = 0; c < weights.length; c++) {
      weights[c] = shares[c] == 0 ? 0 : shares[c] * (1 - recalls[c]);
      sum += weights[c];
    }
    for (int c = 0; c < weights.length; c++) {
      weights[c] = sum == 0 ? 1 : weights[c] * weights.length / sum;
    }
    return weights;
  }
}
