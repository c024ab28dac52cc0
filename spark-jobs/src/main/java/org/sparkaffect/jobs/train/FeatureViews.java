package org.sparkaffect.jobs.train;

import org.sparkaffect.network.View;

/** The ways in which clips are looked at where features are computed once for all epochs. */
final class FeatureViews {
  private FeatureViews() {}

  /**
   * The centre, the centre in a mirror, and then random views, the same in every run.
   *
   * @param number from 0
   */
  static View view(String clipId, int number) {
    return switch (number) {
      case 0 -> View.CENTRE;
      case 1 -> new View(0, 0, true);
      default -> View.random(Draws.of(number, "view", clipId));
    };
  }
}
