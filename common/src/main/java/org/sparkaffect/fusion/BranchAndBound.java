package org.sparkaffect.fusion;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the best choice, depth first: of the open classes it branches on the one with the fewest
 * tuples alive, the most promising tuple first, and leaves out what no bound of {@link SearchTree}
 * lets be better than what is known.
 */
public final class BranchAndBound {
  private final SearchTree tree;
  private final Comparator<Candidate> order;

  private Candidate best;
  private long visited;
  private long deadline;
  private int depthLimit;
  private List<Branch> left;

  BranchAndBound(Problem problem) {
    this.tree = new SearchTree(problem);
    this.order = Candidate.order(problem.grid());
  }

  /**
   * What came of a search.
   *
   * @param best the best choice that is known
   * @param left parts that were not searched; what is best in all others is known
   * @param visited nodes
   */
  public record Outcome(Candidate best, List<Branch> left, long visited) implements Serializable {
    /**
     * What came of two searches. Of parts that are left, those that became hopeless are dropped.
     */
    Outcome and(Outcome other, Comparator<Candidate> order) {
      Candidate better = order.compare(other.best, best) < 0 ? other.best : best;
      List<Branch> all = new ArrayList<>(left);
      all.addAll(other.left);
      all.removeIf(branch -> branch.bound() < better.key());
      return new Outcome(better, all, visited + other.visited);
    }
  }

  /**
   * Searches parts of the space.
   *
   * @param incumbent the best choice that is known
   * @param nanos after which it stops
   * @param levels classes to choose for, below those of each part; deeper parts are left
   */
  Outcome search(List<Branch> branches, Candidate incumbent, long nanos, int levels) {
    best = incumbent;
    visited = 0;
    left = new ArrayList<>();
    deadline = System.nanoTime() + nanos;
    for (Branch branch : branches) {
      if (branch.bound() < best.key()) {
        continue;
      }
      if (isLate()) {
        left.add(branch);
        continue;
      }
      int depth = tree.enter(branch);
      depthLimit = depth + levels;
      visit(depth, branch.bound());
    }
    left.removeIf(branch -> branch.bound() < best.key());
    return new Outcome(best, left, visited);
  }

  private boolean isLate() {
    return System.nanoTime() - deadline > 0;
  }

  /** Searches below a node, or leaves it. */
  private void visit(int depth, long bound) {
    if (depth == depthLimit || isLate()) {
      left.add(new Branch(tree.choice(), bound));
      return;
    }
    visited++;
    SearchTree.Node node = tree.node(depth);
    int open = tree.open();
    long base = tree.chosen(node);
    long total = tree.own(node, open, base, best.key());
    if (total < best.key()) {
      return;
    }
    if (Integer.bitCount(open) <= 1) {
      finish(node, open, base);
      return;
    }
    int branching = -1;
    for (int c = 0; c < tree.classes(); c++) {
      if ((open >> c & 1) == 1) {
        tree.star(node, c, open, base, best.key());
        if (node.alives[c] == 0) {
          return;
        }
        if (branching < 0 || node.alives[c] < node.alives[branching]) {
          branching = c;
        }
      }
    }
    tree.star(node, branching, open, base, best.key());
    int alives = node.alives[branching];
    System.arraycopy(node.alive[branching], 0, node.sorted, 0, alives);
    SearchTree.sort(node.sorted, alives, node.bounds);
    for (int i = 0; i < alives && node.bounds[node.sorted[i]] >= best.key(); i++) {
      tree.choose(depth, branching, node.sorted[i]);
      visit(depth + 1, node.bounds[node.sorted[i]]);
      tree.release(branching);
    }
  }

  /** At most one class is open: what is dealt to it is all there is, so bounds are keys. */
  private void finish(SearchTree.Node node, int open, long base) {
    if (open == 0) {
      offer(tree.choice(), base);
      return;
    }
    int last = Integer.numberOfTrailingZeros(open);
    for (int i = 0; i < node.alives[last]; i++) {
      int[] choice = tree.choice();
      choice[last] = node.alive[last][i];
      offer(choice, base + node.own[last][choice[last]]);
    }
  }

  private void offer(int[] choice, long key) {
    if (key >= best.key()) {
      Candidate candidate = new Candidate(choice, key);
      best = order.compare(candidate, best) < 0 ? candidate : best;
    }
  }
}
