package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sparkaffect.network.Momentum.Kind.CLASSICAL;
import static org.sparkaffect.network.Momentum.Kind.UNIT_GAIN;
import static org.sparkaffect.network.Networks.init;
import static org.sparkaffect.network.Networks.training;

import org.assertj.core.data.Offset;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

class MomentumTest {
  /** Deeplearning4j multiplies by 32-bit scalars, whatever the array's type. */
  private static final Offset<Double> CLOSE = within(1e-7);

  private static final INDArray X = Nd4j.createFromArray(new float[][] {{1, 2}, {3, -1}});
  private static final INDArray Y = Nd4j.createFromArray(new float[][] {{1}, {0}});

  /** Down w * w / 2, of which w is the gradient, from 1 at the rate 0.1; reckoned by hand. */
  @ParameterizedTest
  @CsvSource({
    "CLASSICAL, 0.5, 0.9, 0.76, 0.614",
    "UNIT_GAIN, 0.5, 0.95, 0.8775, 0.797375",
    "CLASSICAL, 0, 0.9, 0.81, 0.729",
    "UNIT_GAIN, 0, 0.9, 0.81, 0.729",
  })
  void firstStepsAreThoseOfTheRecurrence(
      Momentum.Kind kind, double momentum, double first, double second, double third) {
    GradientUpdater<?> updater = fresh(momentum(kind, momentum), 1);
    INDArray weights = Nd4j.ones(DataType.DOUBLE, 1);

    for (double expected : new double[] {first, second, third}) {
      step(updater, weights, weights.dup());
      assertThat(weights.getDouble(0)).isCloseTo(expected, CLOSE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void reachesTheBottomOfAnOblongValley(Momentum.Kind kind) {
    GradientUpdater<?> updater = fresh(momentum(kind, 0.9), 2);
    INDArray weights = Nd4j.createFromArray(3.0, -2.0);
    INDArray curvatures = Nd4j.createFromArray(1.0, 8.0);

    for (int step = 0; step < 500; step++) {
      step(updater, weights, weights.mul(curvatures));
    }
    assertThat(weights.toDoubleVector()).containsExactly(new double[2], within(1e-8));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 0.9, 0.99})
  void unitGainTakesThatShareOfTheClassicalSteps(double momentum) {
    GradientUpdater<?> classical = fresh(momentum(CLASSICAL, momentum), 5);
    GradientUpdater<?> unitGain = fresh(momentum(UNIT_GAIN, momentum), 5);

    for (int iteration = 0; iteration < 20; iteration++) {
      INDArray gradient = Nd4j.randn(DataType.DOUBLE, 5);
      INDArray whole = gradient.dup();
      classical.applyUpdater(whole, iteration, 0);
      unitGain.applyUpdater(gradient, iteration, 0);
      assertThat(gradient.toDoubleVector())
          .containsExactly(whole.mul(1 - momentum).toDoubleVector(), CLOSE);
    }
  }

  /** Workers average that array, and checkpoints hold it. */
  @ParameterizedTest
  @ValueSource(chars = {'c', 'f'})
  void theVelocityIsInTheArrayThatIsGiven(char order) {
    INDArray whole = Nd4j.ones(DataType.DOUBLE, 1, 8);
    INDArray state = whole.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 7));
    INDArray gradient = Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 5, 6}}).dup(order);
    Momentum momentum = momentum(CLASSICAL, 0.5);

    momentum.instantiate(state, true).applyUpdater(gradient.dup(order), 0, 0);
    double[] first = {1, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 1};
    double[] byColumns = {1, 0.1, 0.4, 0.2, 0.5, 0.3, 0.6, 1};
    assertThat(whole.toDoubleVector()).containsExactly(order == 'c' ? first : byColumns, CLOSE);

    INDArray second = gradient.mul(0);
    momentum.instantiate(state, false).applyUpdater(second, 1, 0);
    assertThat(second.sub(gradient.mul(0.05)).normmaxNumber().doubleValue()).isCloseTo(0, CLOSE);
  }

  @ParameterizedTest
  @EnumSource
  void survivesJson(Momentum.Kind kind) {
    Momentum momentum = new Momentum(kind, 0.75, steps(0.25, 7));
    ComputationGraphConfiguration read =
        ComputationGraphConfiguration.fromJson(linear(momentum).toJson());

    assertThat(read).isEqualTo(linear(momentum));
    assertThat(((OutputLayer) init(read).getLayer("y").conf().getLayer()).getIUpdater())
        .isEqualTo(momentum)
        .isEqualTo(momentum.clone())
        .isNotEqualTo(new Momentum(kind, 0.5, steps(0.25, 7)))
        .isNotEqualTo(new Momentum(kind, 0.75, steps(0.25, 8)));
  }

  @Test
  void theKindIsPartOfTheConfiguration() {
    assertThat(momentum(CLASSICAL, 0.9)).isNotEqualTo(momentum(UNIT_GAIN, 0.9));
  }

  @ParameterizedTest
  @CsvSource({"0, 0.1", "999, 0.1", "1000, 0.01", "1999, 0.01", "2000, 0.001"})
  void theRateDropsAtTheIteration(int iteration, double rate) {
    assertThat(new Momentum(CLASSICAL, 0.9, steps(0.1, 1000)).getLearningRate(iteration, 3))
        .isCloseTo(rate, CLOSE);
  }

  /** Without momentum a step is the rate times the gradient; the first has the number 0. */
  @Test
  void theRateDropsAtTheGraphsIteration() {
    ComputationGraph graph = graph(new Momentum(CLASSICAL, 0, steps(0.1, 2)));

    for (double rate : new double[] {0.1, 0.1, 0.01, 0.01, 0.001}) {
      INDArray gradient = Gradients.of(graph, X, Y).get("y_W");
      INDArray expected = graph.getParam("y_W").sub(gradient.mul(rate));
      fit(graph);
      assertThat(graph.getParam("y_W").toFloatVector())
          .containsExactly(expected.toFloatVector(), within(1e-6f));
    }
  }

  /**
   * By hand, for the mean of (w x + b - y)^2 at the rate 0.1 with momentum 0.9, classically. Errors
   * are first -0.9 and 1.85, which makes gradients of 4.65, -3.65 and 0.95; then, at 0.035, 0.115
   * and 0.005, -0.73 and -0.005.
   */
  @Test
  void aGraphGoesByTheVelocity() {
    ComputationGraph graph = graph(momentum(CLASSICAL, 0.9));

    fit(graph);
    assertThat(graph.params().toFloatVector())
        .containsExactly(new float[] {0.035f, 0.115f, 0.005f}, within(1e-6f));
    fit(graph);
    assertThat(graph.params().toFloatVector())
        .containsExactly(new float[] {-0.309f, 0.589f, -0.007f}, within(1e-6f));
    assertThat(graph.getUpdater().getStateViewArray().toFloatVector())
        .containsExactly(new float[] {0.344f, -0.474f, 0.012f}, within(1e-6f));
  }

  private static Momentum momentum(Momentum.Kind kind, double momentum) {
    return new Momentum(kind, momentum, new FixedSchedule(0.1));
  }

  private static StepSchedule steps(double rate, int every) {
    return new StepSchedule(ScheduleType.ITERATION, rate, 0.1, every);
  }

  private static GradientUpdater<?> fresh(Momentum momentum, int size) {
    return momentum.instantiate(Nd4j.valueArrayOf(new long[] {1, size}, 7.0), true);
  }

  private static void step(GradientUpdater<?> updater, INDArray weights, INDArray gradient) {
    updater.applyUpdater(gradient, 0, 0);
    weights.subi(gradient);
  }

  private static ComputationGraphConfiguration linear(Momentum momentum) {
    return training()
        .updater(momentum)
        .graphBuilder()
        .addInputs("x")
        .addLayer(
            "y",
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(2)
                .nOut(1)
                .activation(Activation.IDENTITY)
                .build(),
            "x")
        .setOutputs("y")
        .build();
  }

  private static ComputationGraph graph(Momentum momentum) {
    ComputationGraph graph = init(linear(momentum));
    graph.setParams(Nd4j.createFromArray(new float[][] {{0.5f, -0.25f, 0.1f}}));
    return graph;
  }

  private static void fit(ComputationGraph graph) {
    graph.fit(new INDArray[] {X}, new INDArray[] {Y});
  }
}
