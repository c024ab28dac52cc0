package org.sparkaffect.fusion;

import java.io.Serializable;
import java.util.Arrays;

/** Which weights suit labelled clips best. It travels to executors; its tables are built there. */
public final class Problem implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Above every key, with room for the sums of bounds. */
  private static final long LIMIT = 1L << 61;

  private final Scores scores;
  private final Grid grid;
  private final long[] worth;
  private final double all; // what the objective's value 1 adds to the key
  private transient Duels duels;

  Problem(Scores scores, Objective objective, int levels) {
    this.scores = scores;
    this.grid = new Grid(scores.members(), levels);
    long sums = grid.halvesBelow(scores.classes());
    Objective.Worth ofClips = objective.worth(scores.sizes(), LIMIT / sums);
    this.worth = Arrays.stream(ofClips.ofClass()).map(each -> each * sums).toArray();
    this.all = (double) ofClips.unit() * ofClips.steps() * sums;
  }

  /**
   * Weights 0, 0.5 and 1 (paper, section 6.4).
   *
   * @param scores of clips that all have labels
   */
  public Problem(Scores scores, Objective objective) {
    this(scores, objective, Grid.LEVELS);
  }

  Scores scores() {
    return scores;
  }

  Grid grid() {
    return grid;
  }

  /** What a clip that is right adds to the key, by its class. */
  long[] worth() {
    return worth;
  }

  /** The key of a choice with which so many clips of each class are right. */
  long key(int[] right, int halves) {
    long key = -halves;
    for (int c = 0; c < worth.length; c++) {
      key += right[c] * worth[c];
    }
    return key;
  }

  /** The objective of a key, from 0 to 1; a little above for what ties are decided by. */
  double value(long key) {
    return Math.min(1, key / all);
  }

  /** Which tuple beats which, built when it is first asked for. */
  synchronized Duels duels() {
    if (duels == null) {
      duels = new Duels(scores, grid);
    }
    return duels;
  }
}
