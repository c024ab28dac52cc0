package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sparkaffect.network.Networks.NARROW;
import static org.sparkaffect.network.Networks.init;
import static org.sparkaffect.network.Networks.training;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

class StandardisationTest {
  private static final Random RANDOM = new Random(1);

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 128, 700})
  void meansAre0AndTheSquaredLengthIs128AtAnySize(int size) {
    float[][] steps = steps(200, size);
    float[][] standardised = of(steps).apply(steps);

    double squares = 0;
    for (int i = 0; i < size; i++) {
      double sum = 0;
      for (float[] step : standardised) {
        sum += step[i];
        squares += step[i] * step[i];
      }
      assertThat(sum / 200).isCloseTo(0, within(1e-4));
    }
    assertThat(squares / 200).isCloseTo(128, within(0.01));
  }

  /** The variances' mean is 25, so the level's deviation is 5, and 0.5 the least of a feature. */
  @Test
  void aDeviationIsAtLeastATenthOfTheLevels() {
    Standardisation of =
        Standardisation.of(new double[] {1, 2, 3, 4}, new double[] {49, 50.99, 0.01, 0});

    double unit = Math.sqrt(128 / 4.0);
    assertThat(of.mean()).containsExactly(1, 2, 3, 4);
    assertThat(of.scale())
        .containsExactly(
            new float[] {
              (float) (unit / 7),
              (float) (unit / Math.sqrt(50.99)),
              (float) (unit / 0.5),
              (float) (unit / 0.5)
            },
            within(1e-5f));
  }

  @Test
  void aConstantFeatureIs0() {
    float[][] steps = {{5, 1}, {5, 2}, {5, 3}};

    assertThat(Stream.of(of(steps).apply(steps)).map(step -> step[0])).containsOnly(0f);
    assertThat(of(steps).apply(new float[][] {{6, 2}})[0][0])
        .isCloseTo((float) (Math.sqrt(128 / 2.0) / (0.1 * Math.sqrt(2.0 / 3 / 2))), within(1e-3f));
  }

  @Test
  void aConstantLevelIs0() {
    Standardisation of = of(new float[][] {{5, -2}, {5, -2}});

    assertThat(of.apply(new float[][] {{5, -2}, {6, 7}}))
        .isDeepEqualTo(new float[][] {{0, 0}, {0, 0}});
  }

  @Test
  void zScoresHaveVariance1EachAndCanBeTakenBack() {
    float[][] steps = {{5, 1e3f, 0.3f}, {5, 3e3f, 0.3f}, {5, 2e3f, 0.9f}};
    Moments moments = new Moments(3);
    moments.add(steps);

    Standardisation scores = moments.zScores();

    float root = (float) Math.sqrt(1.5);
    assertThat(scores.apply(steps)[0])
        .containsExactly(new float[] {0, -root, -1 / (float) Math.sqrt(2)}, within(1e-4f));
    assertThat(scores.apply(steps)[1][1]).isCloseTo(root, within(1e-4f));
    float[][] back = scores.inverse().apply(scores.apply(steps));
    for (int i = 0; i < steps.length; i++) {
      assertThat(back[i][1]).isCloseTo(steps[i][1], within(1e-2f));
      assertThat(back[i][2]).isCloseTo(steps[i][2], within(1e-5f));
    }
    assertThat(scores.apply(new float[][] {{9, 0, 0}})[0][0]).as("it never varied").isZero();
  }

  /** Means that are large beside their deviation, and parts that are not alike. */
  @Test
  void partsAddUpToTheWhole() {
    float[][] steps = steps(60, 9);
    Moments parts = new Moments(9);
    for (int[] part : new int[][] {{0, 7}, {7, 8}, {8, 60}}) {
      Moments one = new Moments(9);
      one.add(Arrays.copyOfRange(steps, part[0], part[1]));
      assertThat(parts.add(one)).isSameAs(parts);
    }

    Standardisation whole = of(steps);
    Standardisation sum = parts.add(new Moments(9)).standardisation();
    assertThat(sum.mean()).containsExactly(whole.mean(), within(1e-5f));
    assertThat(sum.scale()).containsExactly(whole.scale(), within(1e-5f));
  }

  static Stream<VisualNetwork> networks() {
    return Stream.of(
        LstmNetwork.vggLstm(NARROW),
        LstmNetwork.resNetLstm(FaceRecognitionNet.BACKBONE, NARROW, PyramidPooling.parse("3x2")),
        new C3dNetwork(NARROW, Vgg16.MEAN));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void aHeadThatItIsFoldedIntoReadsPlainFeatures(VisualNetwork network) {
    ComputationGraph head = init(network.head(training()));
    int levels = network.levels().size();
    INDArray[] plain = new INDArray[levels];
    INDArray[] standardised = new INDArray[levels];
    Standardisation[] of = new Standardisation[levels];
    for (int i = 0; i < levels; i++) {
      int size = (int) head.getParam(network.reader(i) + "_W").size(0);
      float[][] steps = steps(network instanceof C3dNetwork ? 1 : 16, size);
      of[i] = of(steps(50, size));
      plain[i] = network.headInput(steps);
      standardised[i] = network.headInput(of[i].apply(steps));
    }
    INDArray expected = head.output(standardised)[0];
    assertThat(distance(head.output(plain)[0], expected)).isGreaterThan(1e-3);

    for (int i = 0; i < levels; i++) {
      of[i].foldInto(head, network.reader(i));
    }
    assertThat(distance(head.output(plain)[0], expected)).isCloseTo(0, within(1e-5));
  }

  private static double distance(INDArray one, INDArray other) {
    return one.sub(other).normmaxNumber().doubleValue();
  }

  private static Standardisation of(float[][] steps) {
    Moments moments = new Moments(steps[0].length);
    moments.add(steps);
    return moments.standardisation();
  }

  /** Each feature about a mean and with a deviation of its own. */
  private static float[][] steps(int count, int size) {
    float[][] steps = new float[count][size];
    for (float[] step : steps) {
      for (int i = 0; i < size; i++) {
        step[i] = (float) (10 + i % 7 + (1 + i % 3) * RANDOM.nextGaussian());
      }
    }
    return steps;
  }
}
