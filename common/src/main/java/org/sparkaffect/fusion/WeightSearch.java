package org.sparkaffect.fusion;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The best weights for labelled clips: exactly for up to three members, which have 27 tuples a
 * class; by coordinate ascent alone beyond that. The exact search goes in rounds, in which workers
 * search parts of the space, each from the best choice that was known before the round. Choices
 * have a strict order, so what is found does not depend on the workers.
 */
public final class WeightSearch {
  /** Members up to which the search is exact. */
  public static final int EXACT_MEMBERS = 3;

  private static final int RESTARTS = 20;
  private static final int LEVELS_AT_FIRST = 2; // 729 parts
  private static final Duration ROUND = Duration.ofSeconds(2);

  private final Problem problem;
  private final long seed;
  private final Duration limit;

  /**
   * @param seed of the starts of coordinate ascent
   * @param limit after which the best that is known is taken
   */
  public WeightSearch(Problem problem, long seed, Duration limit) {
    this.problem = problem;
    this.seed = seed;
    this.limit = limit;
  }

  /** Those who search parts of the space, at the same time. */
  public interface Workers {
    /** How many there are. */
    int count();

    /** Has each work done by a worker, with {@link Work#search}. */
    List<BranchAndBound.Outcome> search(List<Work> works);
  }

  /** What a worker does in a round. */
  public record Work(List<Branch> branches, Candidate incumbent, long nanos)
      implements Serializable {
    public BranchAndBound.Outcome search(Problem problem) {
      return new BranchAndBound(problem)
          .search(branches, incumbent, nanos, problem.scores().classes());
    }
  }

  /**
   * How a search stands.
   *
   * @param visited nodes of the search tree
   * @param open parts of the space that are left
   * @param value of the objective that was reached, from 0 to 1
   * @param bound above which it cannot be
   */
  public record Standing(long visited, int open, double value, double bound) {}

  /**
   * What was found.
   *
   * @param certified whether there is nothing better, for certain
   * @param visited nodes of the search tree
   */
  public record Found(ClassWeights weights, boolean certified, long visited) {}

  /**
   * Searches.
   *
   * @param progress is told now and then how things stand
   */
  public Found run(Workers workers, Consumer<Standing> progress) {
    long end = System.nanoTime() + limit.toNanos();
    Candidate best = CoordinateAscent.of(problem).best(seed, RESTARTS);
    if (problem.grid().members() > EXACT_MEMBERS) {
      return new Found(weights(best), false, 0);
    }
    BranchAndBound.Outcome outcome =
        new BranchAndBound(problem)
            .search(
                List.of(Branch.root(problem.scores().classes())),
                best,
                Math.min(ROUND.toNanos(), limit.toNanos()),
                LEVELS_AT_FIRST);
    while (!outcome.left().isEmpty() && System.nanoTime() < end) {
      progress.accept(standing(outcome));
      long nanos = Math.min(ROUND.toNanos(), end - System.nanoTime());
      outcome = round(workers, outcome, nanos);
    }
    return new Found(weights(outcome.best()), outcome.left().isEmpty(), outcome.visited());
  }

  private BranchAndBound.Outcome round(Workers workers, BranchAndBound.Outcome before, long nanos) {
    List<Work> works = new ArrayList<>();
    int count = Math.min(workers.count(), before.left().size());
    for (int i = 0; i < count; i++) {
      works.add(new Work(new ArrayList<>(), before.best(), nanos));
    }
    int next = 0;
    for (Branch branch : mostPromisingFirst(before.left())) {
      works.get(next++ % count).branches().add(branch);
    }
    BranchAndBound.Outcome after =
        new BranchAndBound.Outcome(before.best(), List.of(), before.visited());
    for (BranchAndBound.Outcome outcome : workers.search(works)) {
      after = after.and(outcome, Candidate.order(problem.grid()));
    }
    return after;
  }

  private static List<Branch> mostPromisingFirst(List<Branch> branches) {
    return branches.stream().sorted(Comparator.comparingLong(Branch::bound).reversed()).toList();
  }

  private Standing standing(BranchAndBound.Outcome outcome) {
    long bound = mostPromisingFirst(outcome.left()).get(0).bound();
    return new Standing(
        outcome.visited(),
        outcome.left().size(),
        problem.value(outcome.best().key()),
        problem.value(bound));
  }

  private ClassWeights weights(Candidate candidate) {
    return ClassWeights.ofChoice(problem.grid(), candidate.choice());
  }
}
