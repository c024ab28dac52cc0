package org.sparkaffect.fusion;

import java.util.stream.IntStream;

/**
 * Leaves out tuples that no best choice has: another one of the same class wins the same clips or
 * more whatever the rivals' tuples are, takes no clip from a rival that it does not, and comes
 * first in a tie.
 */
final class Dominance {
  private final Duels duels;
  private final Grid grid;

  Dominance(Duels duels, Grid grid) {
    this.duels = duels;
    this.grid = grid;
  }

  /** The tuples of a class that are left, in their order. */
  int[] undominated(int c) {
    return IntStream.range(0, grid.size())
        .filter(tuple -> IntStream.range(0, grid.size()).noneMatch(by -> dominates(c, by, tuple)))
        .toArray();
  }

  private boolean dominates(int c, int by, int tuple) {
    int lighter = grid.halves(tuple) - grid.halves(by);
    if (lighter < 0 || lighter == 0 && by >= tuple) {
      return false;
    }
    for (int rival = 0; rival < duels.classes(); rival++) {
      if (rival != c && !(winsAll(c, rival, by, tuple) && takesNone(c, rival, by, tuple))) {
        return false;
      }
    }
    return true;
  }

  private boolean winsAll(int c, int rival, int by, int tuple) {
    long[] won = duels.won(c, rival);
    int begin = duels.at(c, tuple, 0);
    int length = duels.at(c, tuple + 1, 0) - begin;
    return contains(won, duels.at(c, by, 0), begin, length);
  }

  private boolean takesNone(int c, int rival, int by, int tuple) {
    long[] won = duels.won(rival, c);
    for (int other = 0; other < duels.tuples(); other++) {
      int begin = duels.at(rival, other, tuple);
      if (!contains(won, duels.at(rival, other, by), begin, duels.words(rival))) {
        return false;
      }
    }
    return true;
  }

  private static boolean contains(long[] sets, int large, int small, int length) {
    for (int i = 0; i < length; i++) {
      if ((sets[small + i] & ~sets[large + i]) != 0) {
        return false;
      }
    }
    return true;
  }
}
