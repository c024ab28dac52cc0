package org.sparkaffect.fusion;

/**
 * Which clips a class with one tuple of weights wins from another class with one of its own. Only
 * the clips of the first class count: whether a clip is right depends on nothing but its own
 * class's tuple against each rival's. So the clips that are right are an intersection of bit sets.
 *
 * <p>The clips of a class are numbered from 0 on; a set of them is {@link #words} longs.
 */
final class Duels {
  private final int classes;
  private final int tuples;
  private final int[] words;
  private final long[][] all;
  private final long[][][] won; // class, rival: tuple by tuple of the rival, sets one after another
  private final long[][][][] rivals; // open classes, class, rival: a set

  Duels(Scores scores, Grid grid) {
    this.classes = scores.classes();
    this.tuples = grid.size();
    this.words = new int[classes];
    this.all = new long[classes][];
    this.won = new long[classes][classes][];
    this.rivals = new long[1 << classes][classes][classes][];
    double[][] weights = new double[tuples][];
    for (int tuple = 0; tuple < tuples; tuple++) {
      weights[tuple] = grid.weights(tuple);
    }
    for (int c = 0; c < classes; c++) {
      fill(c, sums(scores, c, weights));
    }
  }

  /** Sums of the clips of a class: clip by clip, class by class, tuple by tuple. */
  private static double[][][] sums(Scores scores, int ofClass, double[][] weights) {
    double[][][] sums = new double[scores.sizes()[ofClass]][scores.classes()][weights.length];
    int next = 0;
    for (int clip = 0; clip < scores.clips(); clip++) {
      if (scores.labels()[clip] == ofClass) {
        for (int c = 0; c < scores.classes(); c++) {
          for (int tuple = 0; tuple < weights.length; tuple++) {
            sums[next][c][tuple] = ClassWeights.sum(weights[tuple], scores.values()[clip], c);
          }
        }
        next++;
      }
    }
    return sums;
  }

  private void fill(int c, double[][][] sums) {
    words[c] = (sums.length + Long.SIZE - 1) / Long.SIZE;
    all[c] = new long[words[c]];
    for (int clip = 0; clip < sums.length; clip++) {
      all[c][clip / Long.SIZE] |= 1L << clip;
    }
    int[][] lost = new int[sums.length][classes];
    for (int rival = 0; rival < classes; rival++) {
      if (rival != c) {
        won[c][rival] = new long[tuples * tuples * words[c]];
        for (int clip = 0; clip < sums.length; clip++) {
          lost[clip][rival] = fill(c, rival, clip, sums[clip]);
        }
      }
    }
    for (int open = 0; open < rivals.length; open++) {
      rivals[open][c] = mainRivals(c, open, lost);
    }
  }

  /** Returns how many of the duels are lost. */
  private int fill(int c, int rival, int clip, double[][] sums) {
    int lost = 0;
    for (int own = 0; own < tuples; own++) {
      for (int other = 0; other < tuples; other++) {
        double difference = sums[c][own] - sums[rival][other];
        if (difference > 0 || difference == 0 && c < rival) {
          won[c][rival][at(c, own, other) + clip / Long.SIZE] |= 1L << clip;
        } else {
          lost++;
        }
      }
    }
    return lost;
  }

  /** Deals each clip to the one open rival that it loses most duels to. */
  private long[][] mainRivals(int c, int open, int[][] lost) {
    long[][] sets = new long[classes][words[c]];
    for (int clip = 0; clip < lost.length; clip++) {
      int main = -1;
      for (int rival = 0; rival < classes; rival++) {
        boolean isOpen = rival != c && (open >> rival & 1) == 1;
        if (isOpen && (main < 0 || lost[clip][rival] > lost[clip][main])) {
          main = rival;
        }
      }
      if (main >= 0) {
        sets[main][clip / Long.SIZE] |= 1L << clip;
      }
    }
    return sets;
  }

  int classes() {
    return classes;
  }

  int tuples() {
    return tuples;
  }

  /** Longs of a set of clips of a class. */
  int words(int c) {
    return words[c];
  }

  /** All clips of a class. */
  long[] all(int c) {
    return all[c];
  }

  /** Sets of clips of a class, against a rival; see {@link #at}. */
  long[] won(int c, int rival) {
    return won[c][rival];
  }

  /** Where in {@link #won} the set of a class's tuple against a rival's begins. */
  int at(int c, int own, int other) {
    return (own * tuples + other) * words[c];
  }

  /**
   * The clips of a class, dealt to the rivals that are open yet: a set for each. No clip is in two.
   *
   * @param open a bit for each class
   */
  long[][] rivals(int open, int c) {
    return rivals[open][c];
  }
}
