package org.sparkaffect.imageset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {
  private static final int SIZE = 40;
  private static final int FEATURES = 6;
  private static final double[][] POINTS = points();
  private static final double[][] GRAM = gram();

  static List<Trainer> trainers() {
    return List.of(
        new KernelPls(List.of(1, 4, 8)),
        new KernelSvm(List.of(0.1, 1.0, 10.0)),
        new KernelLogistic(List.of(1.0, 0.01)));
  }

  private static double[][] points() {
    Random random = new Random(5);
    double[][] points = new double[SIZE][];
    for (int i = 0; i < SIZE; i++) {
      points[i] = random.doubles(FEATURES, -1, 1).toArray();
    }
    return points;
  }

  private static double[][] gram() {
    double[][] gram = new double[SIZE][SIZE];
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        gram[i][j] = Vectors.dot(POINTS[i], POINTS[j]);
      }
    }
    return gram;
  }

  private static boolean[] members(double offset) {
    boolean[] members = new boolean[SIZE];
    for (int i = 0; i < SIZE; i++) {
      members[i] = POINTS[i][0] + 0.5 * POINTS[i][1] > offset;
    }
    return members;
  }

  @ParameterizedTest
  @MethodSource("trainers")
  void theMostFlexibleClassifierTellsApartWhatAPlaneDivides(Trainer trainer) {
    boolean[] members = members(0.1);
    List<Decision> decisions = trainer.train(GRAM, members);

    assertThat(decisions).hasSameSizeAs(trainer.choices());
    Decision last = decisions.get(decisions.size() - 1);
    double half = trainer instanceof KernelPls ? 0.5 : 0;
    long right =
        IntStream.range(0, SIZE).filter(i -> last.of(GRAM[i]) > half == members[i]).count();
    assertThat(right).isGreaterThanOrEqualTo(SIZE - 2);
  }

  /** With as many components as features it is least squares; more change nothing. */
  @Test
  void allComponentsTogetherAreLeastSquares() {
    boolean[] members = members(0.3);
    DMatrixRMaj design = new DMatrixRMaj(SIZE, FEATURES + 1);
    DMatrixRMaj responses = new DMatrixRMaj(SIZE, 1);
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < FEATURES; j++) {
        design.set(i, j, POINTS[i][j]);
      }
      design.set(i, FEATURES, 1);
      responses.set(i, members[i] ? 1 : 0);
    }
    DMatrixRMaj weights = new DMatrixRMaj(FEATURES + 1, 1);
    assertThat(CommonOps_DDRM.solve(design, responses, weights)).isTrue();
    DMatrixRMaj expected = new DMatrixRMaj(SIZE, 1);
    CommonOps_DDRM.mult(design, weights, expected);

    List<Decision> decisions =
        new KernelPls(List.of(2, FEATURES, FEATURES + 1, FEATURES + 3)).train(GRAM, members);

    assertThat(decisions).hasSize(4);
    for (Decision decision : decisions.subList(1, 4)) {
      for (int i = 0; i < SIZE; i++) {
        assertThat(decision.of(GRAM[i])).isCloseTo(expected.get(i), within(1e-8));
      }
    }
  }

  /** One component: the direction of the covariance with the response, regressed on. */
  @Test
  void theFirstComponentIsThatOfTheTextbook() {
    boolean[] members = members(0.3);
    double mean = IntStream.range(0, SIZE).filter(i -> members[i]).count() / (double) SIZE;
    double[] centre = new double[FEATURES];
    for (double[] point : POINTS) {
      Vectors.add(centre, 1.0 / SIZE, point);
    }
    double[] direction = new double[FEATURES];
    for (int i = 0; i < SIZE; i++) {
      Vectors.add(direction, (members[i] ? 1 : 0) - mean, POINTS[i]);
    }
    double[] scores = new double[SIZE];
    double product = 0;
    for (int i = 0; i < SIZE; i++) {
      scores[i] = Vectors.dot(direction, POINTS[i]) - Vectors.dot(direction, centre);
      product += scores[i] * ((members[i] ? 1 : 0) - mean);
    }
    double slope = product / Vectors.dot(scores, scores);

    Decision decision = new KernelPls(List.of(1)).train(GRAM, members).get(0);

    for (int i = 0; i < SIZE; i++) {
      assertThat(decision.of(GRAM[i])).isCloseTo(mean + slope * scores[i], within(1e-10));
    }
  }

  /** Sets on the margin are at -1 and 1, none is nearer to the wrong side than its cost allows. */
  @Test
  void theSupportVectorsOfAnEasyTaskAreAtTheMargin() {
    double[][] gram = new double[4][4];
    double[] line = {-3, -1, 1, 4};
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        gram[i][j] = line[i] * line[j];
      }
    }
    for (boolean flipped : new boolean[] {false, true}) {
      boolean[] members = {flipped, flipped, !flipped, !flipped};
      Decision decision = new KernelSvm(List.of(100.0)).train(gram, members).get(0);
      for (int i = 0; i < 4; i++) {
        assertThat(decision.of(gram[i])).isCloseTo((flipped ? -1 : 1) * line[i], within(1e-2));
      }
    }
  }

  /** At the minimum the gradient is 0: penalty * c = y - p, and the p have the mean of the y. */
  @Test
  void logisticRegressionEndsAtItsMinimum() {
    boolean[] members = members(0.3);
    double penalty = 0.2;
    Decision decision = new KernelLogistic(List.of(penalty)).train(GRAM, members).get(0);

    double sum = 0;
    for (int i = 0; i < SIZE; i++) {
      double rest = (members[i] ? 1 : 0) - 1 / (1 + Math.exp(-decision.of(GRAM[i])));
      assertThat(penalty * decision.coefficients()[i]).isCloseTo(rest, within(1e-6));
      sum += rest;
    }
    assertThat(sum).isCloseTo(0, within(1e-6));
  }
}
