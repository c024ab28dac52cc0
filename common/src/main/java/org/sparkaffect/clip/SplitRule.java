package org.sparkaffect.clip;

import java.io.Serializable;

/**
 * Deals subjects out to splits where the data set itself does not. All clips of a subject land in
 * one split, so no face or voice of training is seen again in the test, and who else is in the
 * archive changes nothing. The shares hold for many subjects, only roughly for few.
 *
 * @param train share of the subjects, 0..1
 * @param val share of the subjects, 0..1
 * @param test share of the subjects, 0..1
 * @param seed another seed deals anew
 */
public record SplitRule(double train, double val, double test, long seed) implements Serializable {
  private static final double ROUNDING = 1e-9;

  public SplitRule {
    boolean shares = train >= 0 && val >= 0 && test >= 0;
    if (!shares || Math.abs(train + val + test - 1) > ROUNDING) {
      throw new InputException(
          "split.train, split.val and split.test must be at least 0 and sum to 1, but are "
              + (train + ", " + val + " and " + test));
    }
  }

  /** The split of everything that shows {@code subject}. */
  public Split of(String subject) {
    double draw = uniform("split/" + seed + "/" + subject);
    if (draw < train) {
      return Split.TRAIN;
    }
    return draw < 1 - test ? Split.VAL : Split.TEST;
  }

  /** A number in [0, 1) from the first 53 bits of the key's hash. */
  private static double uniform(String key) {
    return (Sha256.bits(key) >>> 11) * 0x1p-53;
  }
}
