package org.sparkaffect.network;

/**
 * How the rate of learning follows the validation, epoch by epoch: the automatic adjustment of the
 * Microsoft Cognitive Toolkit (Yu et al. 2014), with which the paper trains its speech network
 * (section 6.3).
 *
 * @param decrease by which the rate is multiplied where the loss did not improve: 0.618 there
 * @param increase likewise where it improved by more than half of itself: 1.382 there
 */
public record RateRule(double decrease, double increase) {
  private static final double MUCH = 0.5;

  /**
   * What follows from an epoch.
   *
   * @param factor of the rate
   * @param goBack whether the epoch is undone: the parameters are those of the last kept one
   */
  public record Verdict(double factor, boolean goBack) {}

  /**
   * Judges an epoch.
   *
   * @param kept validation loss of the last epoch that was kept; infinite before the first
   * @param loss validation loss of this one; it need not be a number
   */
  public Verdict after(double kept, double loss) {
    if (!(kept - loss > 0)) { // so that no number is no improvement
      return new Verdict(decrease, Double.isNaN(loss) || loss > kept);
    }
    return new Verdict(kept - loss > MUCH * kept ? increase : 1, false);
  }
}
