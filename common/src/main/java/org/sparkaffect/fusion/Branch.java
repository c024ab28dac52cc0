package org.sparkaffect.fusion;

import java.io.Serializable;
import java.util.Arrays;

/**
 * A part of the search space.
 *
 * @param choice a tuple of the grid for each class, {@link #OPEN} where all are left
 * @param bound no key in it is above
 */
record Branch(int[] choice, long bound) implements Serializable {
  static final int OPEN = -1;

  /** The whole space. */
  static Branch root(int classes) {
    int[] choice = new int[classes];
    Arrays.fill(choice, OPEN);
    return new Branch(choice, Long.MAX_VALUE);
  }
}
