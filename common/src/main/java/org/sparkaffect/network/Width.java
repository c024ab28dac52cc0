package org.sparkaffect.network;

/**
 * Scales the channels and units of every layer but the last, for small machines and tests; weights
 * can be transferred at {@link #FULL} only.
 *
 * @param factor above 0; 1 is the published network
 */
public record Width(double factor) {
  public static final Width FULL = new Width(1);

  public Width {
    if (!(factor > 0)) {
      throw new IllegalArgumentException("a network cannot be " + factor + " wide");
    }
  }

  /** At least one. */
  int of(int channels) {
    return Math.max(1, Math.toIntExact(Math.round(channels * factor)));
  }
}
