package org.sparkaffect.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.sparkaffect.clip.Sha256;

/**
 * Climbs from many places, one class's tuple at a time, to the nearest choice that no change of one
 * tuple makes better. It finds good choices, and does not know whether they are the best.
 */
final class CoordinateAscent {
  private final Grid grid;
  private final List<Scores> sets;
  private final Goal goal;
  private final int classes;
  private final double[][] weights;

  /**
   * @param sets of clips, all with the same members and classes
   */
  CoordinateAscent(Grid grid, List<Scores> sets, Goal goal) {
    this.grid = grid;
    this.sets = sets;
    this.goal = goal;
    this.classes = sets.get(0).classes();
    this.weights = new double[grid.size()][];
    Arrays.setAll(weights, grid::weights);
  }

  /** What is to be large. */
  interface Goal {
    /**
     * The key of a choice.
     *
     * @param tallies what it makes of each set of clips
     * @param halves the sum of its weights, in halves
     */
    long key(List<Tally> tallies, int halves);
  }

  /** Of a problem's own goal. */
  static CoordinateAscent of(Problem problem) {
    return new CoordinateAscent(
        problem.grid(),
        List.of(problem.scores()),
        (tallies, halves) -> problem.key(tallies.get(0).right(), halves));
  }

  /**
   * The best that it comes to: from all weights alike, from each member alone, so that no member is
   * better, and from random choices.
   */
  Candidate best(long seed, int restarts) {
    int[] start = new int[classes];
    Arrays.fill(start, grid.size() - 1);
    Candidate best = climb(start);
    for (int i = 0; i < grid.members() + restarts; i++) {
      if (i < grid.members()) {
        Arrays.fill(start, grid.alone(i));
      } else {
        Random random = new Random(Sha256.bits(seed + "/fusion/" + (i - grid.members())));
        Arrays.setAll(start, c -> random.nextInt(grid.size()));
      }
      Candidate found = climb(start);
      best = Candidate.order(grid).compare(found, best) < 0 ? found : best;
    }
    return best;
  }

  /** Climbs from a place. */
  Candidate climb(int[] start) {
    int[] choice = start.clone();
    List<double[][]> sums = sets.stream().map(set -> sums(set, choice)).toList();
    long key = Long.MIN_VALUE;
    int unchanged = 0;
    for (int c = 0; unchanged < classes; c = (c + 1) % classes) {
      Candidate found = best(choice, c, sums);
      unchanged = found.key() > key ? 0 : unchanged + 1;
      if (found.key() > key) {
        key = found.key();
        choice[c] = found.choice()[c];
        fill(sums, c, choice[c]);
      }
    }
    return new Candidate(choice, key);
  }

  private double[][] sums(Scores set, int[] choice) {
    return Arrays.stream(set.values())
        .map(ClassWeights.ofChoice(grid, choice)::sums)
        .toArray(double[][]::new);
  }

  private void fill(List<double[][]> sums, int c, int tuple) {
    for (int set = 0; set < sums.size(); set++) {
      double[][] ofSet = sums.get(set);
      for (int clip = 0; clip < ofSet.length; clip++) {
        ofSet[clip][c] = ClassWeights.sum(weights[tuple], sets.get(set).values()[clip], c);
      }
    }
  }

  /** The best tuple of a class, all others left as they are. */
  private Candidate best(int[] choice, int c, List<double[][]> sums) {
    List<int[]> rivals = sums.stream().map(ofSet -> rivals(ofSet, c)).toList();
    int[] changed = choice.clone();
    Candidate best = null;
    for (int tuple = 0; tuple < grid.size(); tuple++) {
      List<Tally> tallies = new ArrayList<>();
      for (int set = 0; set < sets.size(); set++) {
        tallies.add(tally(sets.get(set), weights[tuple], c, sums.get(set), rivals.get(set)));
      }
      changed[c] = tuple;
      long key = goal.key(tallies, grid.halves(changed));
      if (best == null || key > best.key()) {
        best = new Candidate(changed.clone(), key);
      }
    }
    return best;
  }

  /** The class with the largest sum but for one, clip by clip. */
  private int[] rivals(double[][] sums, int but) {
    int[] rivals = new int[sums.length];
    for (int clip = 0; clip < sums.length; clip++) {
      int rival = -1;
      for (int c = 0; c < classes; c++) {
        if (c != but && (rival < 0 || sums[clip][c] > sums[clip][rival])) {
          rival = c;
        }
      }
      rivals[clip] = rival;
    }
    return rivals;
  }

  private Tally tally(Scores set, double[] ofClass, int c, double[][] sums, int[] rivals) {
    Tally tally = new Tally(classes);
    for (int clip = 0; clip < rivals.length; clip++) {
      int rival = rivals[clip];
      double ahead = ClassWeights.sum(ofClass, set.values()[clip], c) - sums[clip][rival];
      tally.add(ahead > 0 || ahead == 0 && c < rival ? c : rival, set.labels()[clip]);
    }
    return tally;
  }
}
