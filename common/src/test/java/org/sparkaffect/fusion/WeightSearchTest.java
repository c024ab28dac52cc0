package org.sparkaffect.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WeightSearchTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  /** Workers that stop after so many nanoseconds, and then leave parts. */
  private static WeightSearch.Workers workers(Problem problem, int count, long nanos) {
    return new WeightSearch.Workers() {
      @Override
      public int count() {
        return count;
      }

      @Override
      public List<BranchAndBound.Outcome> search(List<WeightSearch.Work> works) {
        return works.stream()
            .map(
                work ->
                    new WeightSearch.Work(
                        work.branches(), work.incumbent(), Math.min(nanos, work.nanos())))
            .map(work -> work.search(problem))
            .toList();
      }
    };
  }

  private static WeightSearch.Found search(Problem problem) {
    return new WeightSearch(problem, 42, LONG)
        .run(workers(problem, 1, Long.MAX_VALUE), standing -> {});
  }

  private static double[][] matrix(ClassWeights weights, int members, int classes) {
    return IntStream.range(0, members)
        .mapToObj(m -> IntStream.range(0, classes).mapToDouble(c -> weights.weight(m, c)).toArray())
        .toArray(double[][]::new);
  }

  /** The best of all choices, by nothing but the documented order and fractions of BigInteger. */
  private static double[][] enumerate(Scores scores, Objective objective, int levels) {
    int members = scores.members();
    int classes = scores.classes();
    double[][] best = null;
    Rank bestRank = null;
    int[] digits = new int[members * classes];
    do {
      double[][] weights = new double[members][classes];
      for (int i = 0; i < digits.length; i++) {
        weights[i / classes][i % classes] = digits[i] / 2.0;
      }
      Rank rank = Rank.of(scores, weights);
      if (bestRank == null || rank.compare(bestRank, objective) > 0) {
        best = weights;
        bestRank = rank;
      }
    } while (next(digits, levels)); // in lexicographic order: the first of equals stays
    return best;
  }

  private static boolean next(int[] digits, int levels) {
    for (int i = digits.length - 1; i >= 0; i--) {
      digits[i] = (digits[i] + 1) % levels;
      if (digits[i] > 0) {
        return true;
      }
    }
    return false;
  }

  /** Mean recall times the product of the classes' sizes, which are small here. */
  private record Rank(long right, long recall, double sum) {
    static Rank of(Scores scores, double[][] weights) {
      int classes = scores.classes();
      long[] right = new long[classes];
      long[] sizes = new long[classes];
      for (int clip = 0; clip < scores.clips(); clip++) {
        double[] sums = new double[classes];
        for (int c = 0; c < classes; c++) {
          for (int m = 0; m < weights.length; m++) {
            sums[c] += weights[m][c] * scores.values()[clip][m][c];
          }
        }
        int predicted = 0;
        for (int c = 1; c < classes; c++) {
          predicted = sums[c] > sums[predicted] ? c : predicted;
        }
        int label = scores.labels()[clip];
        sizes[label]++;
        right[label] += predicted == label ? 1 : 0;
      }
      long product = Arrays.stream(sizes).filter(size -> size > 0).reduce(1, (a, b) -> a * b);
      long recall = 0;
      for (int c = 0; c < classes; c++) {
        recall += sizes[c] == 0 ? 0 : right[c] * (product / sizes[c]);
      }
      double sum = Arrays.stream(weights).flatMapToDouble(Arrays::stream).sum();
      return new Rank(Arrays.stream(right).sum(), recall, sum);
    }

    int compare(Rank other, Objective objective) {
      int byRight = Long.compare(right, other.right);
      int byRecall = Long.compare(recall, other.recall);
      int first = objective == Objective.ACCURACY ? byRight : byRecall;
      int second = objective == Objective.ACCURACY ? byRecall : byRight;
      return first != 0 ? first : second != 0 ? second : Double.compare(other.sum, sum);
    }
  }

  /** Members, classes and levels such that there are at most 20,000 choices. */
  @ParameterizedTest
  @CsvSource({
    "1, 2, 3, 40",
    "1, 7, 3, 40",
    "2, 2, 3, 60",
    "2, 3, 3, 60",
    "2, 4, 3, 30",
    "3, 2, 3, 60",
    "3, 3, 3, 20",
    "2, 6, 2, 30",
    "2, 7, 2, 15",
    "3, 4, 2, 40"
  })
  void isWhatPlainEnumerationFinds(int members, int classes, int levels, int cases) {
    for (int seed = 0; seed < cases; seed++) {
      Random random = new Random(seed);
      double[] skills = random.doubles(members, 0, 1.5).toArray();
      // rounded scores, so that many choices and many clips tie; a class may be empty
      MadeUp madeUp = new MadeUp(skills, random.nextInt(2) * 0.8, seed % 3);
      int[] sizes = random.ints(classes, seed % 4 == 0 ? 0 : 1, 12).toArray();
      sizes[random.nextInt(classes)] += 3;
      Scores scores = madeUp.scores(sizes, seed);
      for (Objective objective : Objective.values()) {
        Problem problem = new Problem(scores, objective, levels);

        WeightSearch.Found found = search(problem);

        assertThat(matrix(found.weights(), members, classes))
            .as("seed %d, %s", seed, objective)
            .isDeepEqualTo(enumerate(scores, objective, levels));
        assertThat(found.certified()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theNumberOfWorkersAndWhenTheyStopChangesNothing(Objective objective) {
    Problem problem =
        new Problem(
            new MadeUp(new double[] {0.9, 0.9, 0.4}, 0.3, 2)
                .scores(new int[] {12, 9, 14, 7, 10, 11, 8}, 5),
            objective);
    WeightSearch.Found one = search(problem);
    List<WeightSearch.Standing> standings = Collections.synchronizedList(new ArrayList<>());

    WeightSearch.Found many =
        new WeightSearch(problem, 7, LONG).run(workers(problem, 5, 1_000_000), standings::add);

    assertThat(matrix(many.weights(), 3, 7)).isDeepEqualTo(matrix(one.weights(), 3, 7));
    assertThat(many.certified()).isTrue();
    assertThat(standings).hasSizeGreaterThan(1);
    assertThat(standings).allMatch(standing -> standing.bound() >= standing.value());
  }

  @Test
  void outOfTimeItSaysSo() {
    Problem problem = new Problem(MadeUp.USUAL.scores(MadeUp.VALIDATION, 1), Objective.ACCURACY);

    WeightSearch.Found found =
        new WeightSearch(problem, 42, Duration.ofNanos(1))
            .run(workers(problem, 1, 1), standing -> {});

    assertThat(found.certified()).isFalse();
    assertThat(found.weights().predict(problem.scores())).hasSize(383);
  }

  @Test
  void ofFourMembersItIsHeuristicAndNotBelowTheBestOfThem() {
    Scores scores = new MadeUp(new double[] {1, 1.2, 0.5, 0}, 0.3, 0).scores(MadeUp.VALIDATION, 3);

    WeightSearch.Found found = search(new Problem(scores, Objective.ACCURACY));

    assertThat(found.certified()).isFalse();
    assertThat(right(scores, found.weights())).isGreaterThanOrEqualTo(bestMember(scores));
  }

  @ParameterizedTest
  @EnumSource
  void onTheClipsLearntOnFusionIsNotBelowTheBestMember(Objective objective) {
    Scores scores = MadeUp.USUAL.scores(MadeUp.VALIDATION, 11);

    WeightSearch.Found found = search(new Problem(scores, objective));

    assertThat(found.certified()).isTrue();
    if (objective == Objective.ACCURACY) {
      assertThat(right(scores, found.weights())).isGreaterThan(bestMember(scores));
    }
  }

  private static long bestMember(Scores scores) {
    return IntStream.range(0, scores.members())
        .mapToLong(
            only -> {
              double[][] alone = new double[scores.members()][scores.classes()];
              Arrays.fill(alone[only], 1);
              return right(scores, ClassWeights.ofMembers(alone));
            })
        .max()
        .orElseThrow();
  }

  private static long right(Scores scores, ClassWeights weights) {
    int[] predicted = weights.predict(scores);
    return IntStream.range(0, scores.clips())
        .filter(clip -> predicted[clip] == scores.labels()[clip])
        .count();
  }
}
