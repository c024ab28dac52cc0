package org.sparkaffect.fusion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * How long it takes to certify the best weights of three members: an instance of a kind.
 * deploy/benchmark-fusion runs it, each time in a JVM of its own.
 */
final class FusionBenchmark {
  private FusionBenchmark() {}

  /** A kind of instances, by name. */
  private static Scores scores(String kind, int seed) {
    int[] val = MadeUp.VALIDATION;
    return switch (kind) {
      case "val" -> MadeUp.USUAL.scores(val, seed);
      case "test" -> MadeUp.USUAL.scores(MadeUp.TEST, seed);
      case "weak" -> new MadeUp(new double[] {0.4, 0.4, 0.4}, 0.3, 0).scores(val, seed);
      case "noise" -> new MadeUp(new double[] {0, 0, 0}, 0.3, 0).scores(val, seed);
      case "one-noise" -> new MadeUp(new double[] {1.2, 1.3, 0}, 0.3, 0).scores(val, seed);
      case "correlated" -> new MadeUp(new double[] {1.2, 1.3, 1.1}, 0.95, 0).scores(val, seed);
      case "rounded" -> new MadeUp(new double[] {1.2, 1.3, 1.1}, 0.3, 2).scores(val, seed);
      case "tenths" -> new MadeUp(new double[] {1.2, 1.3, 1.1}, 0.3, 1).scores(val, seed);
      case "twins" -> twins(MadeUp.USUAL.scores(val, seed));
      case "uniform" -> uniform(MadeUp.USUAL.scores(val, seed));
      default -> throw new IllegalArgumentException("no kind " + kind);
    };
  }

  /** The third member is the second once more. */
  private static Scores twins(Scores scores) {
    for (float[][] clip : scores.values()) {
      clip[2] = clip[1];
    }
    return scores;
  }

  /** The third member has no scores of any clip. */
  private static Scores uniform(Scores scores) {
    for (float[][] clip : scores.values()) {
      Arrays.fill(clip[2], 1 / 7f);
    }
    return scores;
  }

  /**
   * Arguments: kind, seed, objective, threads. Prints seconds, nodes, whether it is certified, and
   * the accuracies of the members and of the fusion.
   */
  public static void main(String[] args) throws Exception {
    Scores scores = scores(args[0], Integer.parseInt(args[1]));
    Objective objective = Objective.valueOf(args[2]);
    ExecutorService threads = Executors.newFixedThreadPool(Integer.parseInt(args[3]));
    long begin = System.nanoTime();
    Problem problem = new Problem(scores, objective);
    WeightSearch.Found found =
        new WeightSearch(problem, 42, Duration.ofMinutes(2))
            .run(workers(problem, threads, Integer.parseInt(args[3])), standing -> {});
    double seconds = (System.nanoTime() - begin) / 1e9;
    threads.shutdown();
    System.out.printf(
        "%.2f %d %s %s%n",
        seconds, found.visited(), found.certified(), accuracies(scores, found.weights()));
  }

  private static WeightSearch.Workers workers(Problem problem, ExecutorService threads, int count) {
    return new WeightSearch.Workers() {
      @Override
      public int count() {
        return count;
      }

      @Override
      public List<BranchAndBound.Outcome> search(List<WeightSearch.Work> works) {
        List<Future<BranchAndBound.Outcome>> futures = new ArrayList<>();
        works.forEach(work -> futures.add(threads.submit(() -> work.search(problem))));
        return futures.stream().map(FusionBenchmark::get).toList();
      }
    };
  }

  private static BranchAndBound.Outcome get(Future<BranchAndBound.Outcome> future) {
    try {
      return future.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String accuracies(Scores scores, ClassWeights fusion) {
    List<String> texts = new ArrayList<>();
    for (int only = 0; only < scores.members(); only++) {
      double[][] alone = new double[scores.members()][scores.classes()];
      Arrays.fill(alone[only], 1);
      texts.add(accuracy(scores, ClassWeights.ofMembers(alone)));
    }
    texts.add(accuracy(scores, fusion));
    return String.join(" ", texts);
  }

  private static String accuracy(Scores scores, ClassWeights weights) {
    int[] predicted = weights.predict(scores);
    long right =
        IntStream.range(0, scores.clips())
            .filter(clip -> predicted[clip] == scores.labels()[clip])
            .count();
    return "%.1f".formatted(100.0 * right / scores.clips());
  }
}
