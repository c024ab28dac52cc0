package org.sparkaffect.fusion;

import java.io.Serializable;
import java.util.Comparator;

/**
 * The tuples of weights that a class can have: a multiple of a half for each member. They are
 * numbered in lexicographic order.
 *
 * @param members how many
 * @param levels of a weight: 3 for 0, 0.5 and 1, as in the paper
 */
record Grid(int members, int levels) implements Serializable {
  /** The paper's grid. */
  static final int LEVELS = 3;

  /** Tuples that there are. */
  int size() {
    int size = 1;
    for (int member = 0; member < members; member++) {
      size *= levels;
    }
    return size;
  }

  /** The weight that a tuple has for a member, in halves. */
  int halves(int tuple, int member) {
    int rest = tuple;
    for (int later = members - 1; later > member; later--) {
      rest /= levels;
    }
    return rest % levels;
  }

  /** The sum of a tuple, in halves. */
  int halves(int tuple) {
    int sum = 0;
    for (int member = 0; member < members; member++) {
      sum += halves(tuple, member);
    }
    return sum;
  }

  /** The sum of a choice of tuples, in halves. */
  int halves(int[] choice) {
    int sum = 0;
    for (int tuple : choice) {
      sum += halves(tuple);
    }
    return sum;
  }

  /** What {@link #halves(int[])} is below, for so many classes. */
  long halvesBelow(int classes) {
    return (long) classes * members * (levels - 1) + 1;
  }

  /** The weights of a tuple, member by member. */
  double[] weights(int tuple) {
    double[] weights = new double[members];
    for (int member = 0; member < members; member++) {
      weights[member] = halves(tuple, member) / 2.0;
    }
    return weights;
  }

  /** The tuple in which a member weighs 1, and the others nothing. */
  int alone(int member) {
    int tuple = levels - 1;
    for (int later = members - 1; later > member; later--) {
      tuple *= levels;
    }
    return tuple;
  }

  /** Lexicographic: members in their order, classes in theirs, the smaller weight first. */
  Comparator<int[]> order() {
    return (one, other) -> {
      for (int member = 0; member < members; member++) {
        for (int c = 0; c < one.length; c++) {
          int difference = halves(one[c], member) - halves(other[c], member);
          if (difference != 0) {
            return difference;
          }
        }
      }
      return 0;
    };
  }
}
