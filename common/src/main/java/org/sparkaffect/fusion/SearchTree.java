package org.sparkaffect.fusion;

import java.util.Arrays;

/**
 * The path from the root of the search tree to a node, and what bounds the keys below it. Of each
 * class whose tuple is chosen, and of each tuple of a class that is open, a node has the set of
 * clips that win against all classes that are chosen.
 *
 * <p>The bound: a clip of a chosen class is dealt to one open rival ({@link Duels#rivals}), and
 * lost if that rival's tuple beats it; what others would take too is let be. So an open class has,
 * for each tuple, its own clips that still win less those that it takes, and the bound is the sum
 * of the best of each ({@link #own}). {@link #star} looks at pairs as well: with a tuple given for
 * one open class, each other chooses its best against that one.
 */
final class SearchTree {
  private final Duels duels;
  private final long[] worth;
  private final int[] halves;
  private final int[][] undominated;
  private final Node[] nodes; // by the number of classes that are chosen
  private final int[] choice;

  SearchTree(Problem problem) {
    Grid grid = problem.grid();
    this.duels = problem.duels();
    this.worth = problem.worth();
    this.halves = new int[grid.size()];
    Arrays.setAll(halves, grid::halves);
    int classes = duels.classes();
    this.undominated = new int[classes][];
    Arrays.setAll(undominated, new Dominance(duels, grid)::undominated);
    this.nodes = new Node[classes + 1];
    Arrays.setAll(nodes, depth -> new Node(duels));
    this.choice = new int[classes];
  }

  /** What is known of a node of the search tree. */
  static final class Node {
    final long[][] sets; // class: by tuple, the clips that still win
    final int[][] alive; // class: tuples
    final int[] alives; // class: how many of them
    final long[][] own; // class, tuple: what the class alone adds to the bound
    final long[] bounds; // of the class that is branched on, by tuple
    final int[] sorted;

    Node(Duels duels) {
      int classes = duels.classes();
      int tuples = duels.tuples();
      sets = new long[classes][];
      Arrays.setAll(sets, c -> new long[tuples * duels.words(c)]);
      alive = new int[classes][tuples];
      alives = new int[classes];
      own = new long[classes][tuples];
      bounds = new long[tuples];
      sorted = new int[tuples];
    }
  }

  Node node(int depth) {
    return nodes[depth];
  }

  int classes() {
    return choice.length;
  }

  /** A copy of what is chosen. */
  int[] choice() {
    return choice.clone();
  }

  /** Opens a class again. */
  void release(int c) {
    choice[c] = Branch.OPEN;
  }

  /** Chooses what a branch has chosen, and returns how many classes that are. */
  int enter(Branch branch) {
    Node root = nodes[0];
    for (int c = 0; c < choice.length; c++) {
      choice[c] = Branch.OPEN;
      root.alives[c] = undominated[c].length;
      System.arraycopy(undominated[c], 0, root.alive[c], 0, undominated[c].length);
      for (int tuple = 0; tuple < duels.tuples(); tuple++) {
        int words = duels.words(c);
        System.arraycopy(duels.all(c), 0, root.sets[c], tuple * words, words);
      }
    }
    int depth = 0;
    for (int c = 0; c < choice.length; c++) {
      if (branch.choice()[c] != Branch.OPEN) {
        choose(depth++, c, branch.choice()[c]);
      }
    }
    return depth;
  }

  /** Makes the node below the one of a depth, by a tuple for a class that is open there. */
  void choose(int depth, int chosen, int tuple) {
    Node above = nodes[depth];
    Node below = nodes[depth + 1];
    for (int c = 0; c < choice.length; c++) {
      int words = duels.words(c);
      if (c == chosen) {
        System.arraycopy(above.sets[c], tuple * words, below.sets[c], tuple * words, words);
      } else if (choice[c] != Branch.OPEN) {
        intersect(above, below, c, choice[c], chosen, tuple);
      } else {
        below.alives[c] = above.alives[c];
        System.arraycopy(above.alive[c], 0, below.alive[c], 0, above.alives[c]);
        for (int i = 0; i < above.alives[c]; i++) {
          intersect(above, below, c, above.alive[c][i], chosen, tuple);
        }
      }
    }
    choice[chosen] = tuple;
  }

  private void intersect(Node above, Node below, int c, int own, int rival, int other) {
    int words = duels.words(c);
    int set = own * words;
    int duel = duels.at(c, own, other);
    long[] won = duels.won(c, rival);
    for (int i = 0; i < words; i++) {
      below.sets[c][set + i] = above.sets[c][set + i] & won[duel + i];
    }
  }

  /** A bit for each class that is open. */
  int open() {
    int open = 0;
    for (int c = 0; c < choice.length; c++) {
      open |= choice[c] == Branch.OPEN ? 1 << c : 0;
    }
    return open;
  }

  /** What the classes that are chosen add to the key if nothing is taken from them any more. */
  long chosen(Node node) {
    long sum = 0;
    for (int c = 0; c < choice.length; c++) {
      if (choice[c] != Branch.OPEN) {
        int words = duels.words(c);
        sum += count(node.sets[c], choice[c] * words, words) * worth[c] - halves[choice[c]];
      }
    }
    return sum;
  }

  /** Computes {@link Node#own}, drops tuples that are too bad, and returns the bound. */
  long own(Node node, int open, long base, long floor) {
    long total = base;
    for (int c = 0; c < choice.length; c++) {
      if ((open >> c & 1) == 1) {
        for (int i = 0; i < node.alives[c]; i++) {
          node.own[c][node.alive[c][i]] = own(node, open, c, node.alive[c][i]);
        }
        sort(node.alive[c], node.alives[c], node.own[c]);
        total += node.own[c][node.alive[c][0]];
      }
    }
    for (int c = 0; c < choice.length && total >= floor; c++) {
      if ((open >> c & 1) == 1) {
        long others = total - node.own[c][node.alive[c][0]];
        while (others + node.own[c][node.alive[c][node.alives[c] - 1]] < floor) {
          node.alives[c]--;
        }
      }
    }
    return total;
  }

  private long own(Node node, int open, int c, int tuple) {
    int words = duels.words(c);
    long own = count(node.sets[c], tuple * words, words) * worth[c] - halves[tuple];
    for (int other = 0; other < choice.length; other++) {
      if (choice[other] != Branch.OPEN) {
        own -= taken(node, open, other, choice[other], c, tuple) * worth[other];
      }
    }
    return own;
  }

  /** Clips of a class that are dealt to a rival, and that the rival's tuple takes. */
  private int taken(Node node, int open, int c, int own, int rival, int other) {
    int words = duels.words(c);
    long[] set = node.sets[c];
    long[] dealt = duels.rivals(open, c)[rival];
    long[] won = duels.won(c, rival);
    int duel = duels.at(c, own, other);
    int taken = 0;
    for (int i = 0; i < words; i++) {
      taken += Long.bitCount(set[own * words + i] & dealt[i] & ~won[duel + i]);
    }
    return taken;
  }

  /** Bounds the key for each tuple of a class, and drops those that are too bad. */
  void star(Node node, int c, int open, long base, long floor) {
    int kept = 0;
    for (int i = 0; i < node.alives[c]; i++) {
      int tuple = node.alive[c][i];
      long bound = base + node.own[c][tuple];
      for (int other = 0; other < choice.length; other++) {
        if (other != c && (open >> other & 1) == 1) {
          bound += against(node, open, c, tuple, other);
        }
      }
      node.bounds[tuple] = bound;
      if (bound >= floor) {
        node.alive[c][kept++] = tuple;
      }
    }
    node.alives[c] = kept;
  }

  /** What an open class adds to the bound at most, if a rival has a tuple. */
  private long against(Node node, int open, int rival, int tuple, int c) {
    int words = duels.words(c);
    long[] set = node.sets[c];
    long[] won = duels.won(c, rival);
    long most = Long.MIN_VALUE;
    for (int i = 0; i < node.alives[c]; i++) {
      int own = node.alive[c][i];
      long value = node.own[c][own];
      if (value <= most) {
        break; // they are sorted
      }
      int duel = duels.at(c, own, tuple);
      int lost = 0;
      for (int word = 0; word < words; word++) {
        lost += Long.bitCount(set[own * words + word] & ~won[duel + word]);
      }
      value -= lost * worth[c];
      if (value > most) {
        value -= taken(node, open, rival, tuple, c, own) * worth[rival];
        most = Math.max(most, value);
      }
    }
    return most;
  }

  private static int count(long[] sets, int begin, int words) {
    int count = 0;
    for (int i = begin; i < begin + words; i++) {
      count += Long.bitCount(sets[i]);
    }
    return count;
  }

  /** Insertion, as there are few and they are nearly in order: the largest key first. */
  static void sort(int[] tuples, int count, long[] keys) {
    for (int i = 1; i < count; i++) {
      int tuple = tuples[i];
      int j = i - 1;
      for (; j >= 0 && keys[tuples[j]] < keys[tuple]; j--) {
        tuples[j + 1] = tuples[j];
      }
      tuples[j + 1] = tuple;
    }
  }
}
