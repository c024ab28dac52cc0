package org.sparkaffect.fusion;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A choice of weights.
 *
 * @param choice a tuple of the grid for each class
 * @param key the larger, the better: the objective, then the smaller sum of weights
 */
record Candidate(int[] choice, long key) implements Serializable {
  /** The best first; of those with the same key, the first in the order of the grid. */
  static Comparator<Candidate> order(Grid grid) {
    return Comparator.comparingLong(Candidate::key)
        .reversed()
        .thenComparing(Candidate::choice, grid.order());
  }
}
