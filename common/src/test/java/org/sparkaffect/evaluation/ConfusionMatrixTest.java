package org.sparkaffect.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkaffect.emotion.Emotion;

/** Tables of the paper and, for what it does not print, sums that are small enough for paper. */
class ConfusionMatrixTest {
  private static final String TABLE_2 =
      """
      40 0 4 5 6 8 2
      14 1 2 5 11 7 0
      5 0 18 6 6 10 1
      12 1 4 20 14 12 0
      5 0 1 18 34 5 0
      4 2 7 11 17 20 0
      4 0 5 17 13 5 2
      """;
  private static final String TABLE_5 =
      """
      66 0 3 11 10 6 2
      6 0 0 7 10 16 1
      19 0 23 3 5 15 5
      6 0 0 129 2 7 0
      19 0 3 27 112 31 1
      12 0 3 14 7 44 0
      7 0 3 4 8 6 0
      """;
  private static final String TABLE_6 =
      """
      64 1 4 3 4 4 3
      8 1 2 9 5 10 1
      16 1 28 2 9 2 8
      18 0 3 100 6 8 0
      26 3 1 14 93 32 5
      16 0 2 14 6 30 3
      7 1 5 2 5 4 4
      """;
  private static final String TABLE_5_PRINTED =
      """
      67.35 0.00 3.06 11.22 10.20 6.12 2.04
      15.0 0.00 0.00 17.50 25.00 40.0 2.50
      27.14 0.00 32.86 4.29 7.14 21.43 7.14
      4.17 0.00 0.00 89.58 1.39 4.86 0.00
      9.84 0.00 1.55 14.00 58.03 16.06 0.51
      15.00 0.00 3.75 17.50 8.75 55.00 0.00
      25.00 0.00 10.71 14.29 28.57 21.43 0.00
      """;
  private static final String TABLE_6_PRINTED =
      """
      77.11 01.20 04.82 03.61 04.82 04.82 03.61
      22.22 02.78 05.56 25.00 13.89 27.78 02.78
      24.24 01.52 42.42 03.03 13.64 03.03 12.12
      13.33 00.00 02.22 74.07 04.44 05.93 00.00
      14.94 01.72 00.57 08.05 53.45 18.39 02.87
      22.54 00.00 02.82 19.72 08.45 42.25 04.23
      25.00 03.57 17.86 07.14 17.86 14.29 14.29
      """;

  private static double[][] numbers(String table) {
    return table
        .lines()
        .map(line -> Stream.of(line.split(" ")).mapToDouble(Double::parseDouble).toArray())
        .toArray(double[][]::new);
  }

  private static ConfusionMatrix matrix(String table) {
    return ConfusionMatrix.of(
        Arrays.stream(numbers(table))
            .map(row -> Arrays.stream(row).mapToLong(cell -> (long) cell).toArray())
            .toArray(long[][]::new));
  }

  static List<Object[]> tables() {
    return List.of(
        new Object[] {TABLE_2, 384, 135, 35.16, 32.29},
        new Object[] {TABLE_5, 653, 374, 57.27, 43.26},
        new Object[] {TABLE_6, 593, 320, 53.96, 43.77});
  }

  @ParameterizedTest
  @MethodSource("tables")
  void thePapersAccuracies(
      String table, long clips, long right, double accuracy, double meanRecall) {
    ConfusionMatrix matrix = matrix(table);

    assertThat(matrix.clips()).isEqualTo(clips);
    assertThat(matrix.right()).isEqualTo(right);
    assertThat(100 * matrix.accuracy().orElseThrow()).isCloseTo(accuracy, within(0.005));
    assertThat(100 * matrix.meanRecall().orElseThrow()).isCloseTo(meanRecall, within(0.005));
  }

  static List<Object[]> printed() {
    return List.of(
        new Object[] {TABLE_5, TABLE_5_PRINTED, List.of("Neutral Happy", "Neutral Surprise")},
        new Object[] {TABLE_6, TABLE_6_PRINTED, List.of()});
  }

  /** All but the two that 27 and 1 of 193 are not. */
  @ParameterizedTest
  @MethodSource("printed")
  void thePapersPercentages(String counts, String printed, List<String> slips) {
    ConfusionMatrix matrix = matrix(counts);
    List<String> different = new ArrayList<>();
    for (Emotion actual : Emotion.values()) {
      for (Emotion predicted : Emotion.values()) {
        double rate = 100 * matrix.rate(actual, predicted).orElseThrow();
        double expected = numbers(printed)[actual.ordinal()][predicted.ordinal()];
        if (Math.abs(rate - expected) > 0.0051) {
          different.add(actual.label() + " " + predicted.label());
        }
      }
    }
    assertThat(different).isEqualTo(slips);
  }

  /** Of Table 2: the sums of rows and columns. */
  @ParameterizedTest
  @CsvSource({
    "ANGRY,    40, 65, 84",
    "DISGUST,   1, 40,  4",
    "FEAR,     18, 46, 41",
    "HAPPY,    20, 63, 82",
    "NEUTRAL,  34, 63, 101",
    "SAD,      20, 61, 67",
    "SURPRISE,  2, 46,  5"
  })
  void ofEachEmotion(Emotion emotion, double right, double actual, double predicted) {
    ConfusionMatrix matrix = matrix(TABLE_2);

    double recall = matrix.recall(emotion).orElseThrow();
    double precision = matrix.precision(emotion).orElseThrow();
    assertThat(recall).isEqualTo(right / actual);
    assertThat(precision).isEqualTo(right / predicted);
    assertThat(matrix.f1(emotion).orElseThrow())
        .isCloseTo(2 * recall * precision / (recall + precision), within(1e-12));
  }

  /** Fear and Neutral do not occur; Neutral is predicted, Sad is not, Fear neither. */
  @Test
  void whatDoesNotOccurCountsInNoMean() {
    ConfusionMatrix matrix = new ConfusionMatrix();
    matrix.add(Emotion.ANGRY, Emotion.ANGRY);
    matrix.add(Emotion.ANGRY, Emotion.NEUTRAL);
    matrix.add(Emotion.SAD, Emotion.ANGRY);

    assertThat(matrix.recall(Emotion.FEAR)).isEmpty();
    assertThat(matrix.precision(Emotion.FEAR)).isEmpty();
    assertThat(matrix.f1(Emotion.FEAR)).isEmpty();
    assertThat(matrix.recall(Emotion.NEUTRAL)).isEmpty();
    assertThat(matrix.f1(Emotion.NEUTRAL)).hasValue(0);
    assertThat(matrix.precision(Emotion.SAD)).isEmpty();
    assertThat(matrix.f1(Emotion.SAD)).hasValue(0);
    assertThat(matrix.meanRecall()).hasValue((0.5 + 0) / 2);
    assertThat(matrix.macroF1()).hasValue((0.5 + 0 + 0) / 3);
    assertThat(matrix.accuracy()).hasValue(1 / 3.0);
  }

  @Test
  void ofNoClipsNothingCanBeSaid() {
    ConfusionMatrix empty = new ConfusionMatrix();

    assertThat(empty.accuracy()).isEmpty();
    assertThat(empty.meanRecall()).isEmpty();
    assertThat(empty.macroF1()).isEmpty();
  }
}
