package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.sparkaffect.network.VoiceTask.EMOTION;
import static org.sparkaffect.network.VoiceTask.GENDER;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.GaussianNoise;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.sparkaffect.audio.Voice;

class VoiceNetworkTest {
  private static final int FRAMES = 4;

  private static ComputationGraph network(VoiceNetwork of, VoiceTask task, IUpdater transferred) {
    Momentum updater = new Momentum(Momentum.Kind.UNIT_GAIN, 0.9, new FixedSchedule(0.1));
    ComputationGraph graph =
        new ComputationGraph(
            of.configuration(
                new NeuralNetConfiguration.Builder().seed(task.ordinal()).updater(updater),
                task,
                new Regularisation(0, 0, 0.1),
                transferred));
    graph.init();
    return graph;
  }

  /** A voice of so many rows of descriptors. */
  private static Voice voice(int rows, long seed) {
    Random random = new Random(seed);
    float[] functionals = new float[88];
    float[] lld = new float[rows * 25];
    for (float[] values : List.of(functionals, lld)) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) random.nextGaussian();
      }
    }
    return new Voice(functionals, lld, 1);
  }

  private static INDArray input(VoiceNetwork network, int rows, long seed) {
    return new VoiceInput(network, FRAMES).of(voice(rows, seed));
  }

  private static void fit(ComputationGraph graph, VoiceNetwork of) {
    InputBatch batch = InputBatch.of(List.of(input(of, 13, 1), input(of, 21, 2)));
    INDArray labels = Nd4j.zeros(2, 7);
    labels.putScalar(0, 3, 1).putScalar(1, 5, 1);
    for (int i = 0; i < 3; i++) {
      graph.fit(
          new MultiDataSet(
              new INDArray[] {batch.values()},
              new INDArray[] {labels},
              batch.mask() == null ? null : new INDArray[] {batch.mask()},
              null));
    }
  }

  @ParameterizedTest
  @EnumSource
  void hasTheLayersOfThePaper(VoiceNetwork of) {
    long hidden =
        of == VoiceNetwork.DNN ? 88 * 256 + 256 + 256 * 256 + 256 : (25 + 128 + 1) * 4 * 128;
    long last = of == VoiceNetwork.DNN ? 257 : 129;

    assertThat(network(of, EMOTION, null).numParams()).isEqualTo(hidden + 7 * last);
    assertThat(network(of, GENDER, null).numParams()).isEqualTo(hidden + 2 * last);
  }

  /**
   * The network reads what is standardised by the target's clips; the source is of plain values.
   */
  @ParameterizedTest
  @EnumSource
  void allLayersButTheLastAreTransferred(VoiceNetwork of) {
    ComputationGraph source = network(of, GENDER, null);
    ComputationGraph target = network(of, EMOTION, null);
    INDArray lastBefore = target.getParam("emotion_W").dup();
    int size = (int) input(of, 9, 1).size(1);
    Standardisation standardisation = standardisation(size);
    ComputationGraph plain = source.clone();
    standardisation.foldInto(plain, of.reader());

    new GenderNetwork(of, "id", plain, standardisation).transferTo(target);

    for (String layer : of.transferred()) {
      for (Map.Entry<String, INDArray> parameter : source.getLayer(layer).paramTable().entrySet()) {
        assertThat(target.getLayer(layer).getParam(parameter.getKey()).ravel().toFloatVector())
            .containsExactly(parameter.getValue().ravel().toFloatVector(), within(1e-5f));
      }
    }
    assertThat(target.getParam("emotion_W")).isEqualTo(lastBefore);
  }

  private static Standardisation standardisation(int size) {
    Moments moments = new Moments(size);
    Random random = new Random(1);
    float[][] steps = new float[20][size];
    for (float[] step : steps) {
      for (int i = 0; i < size; i++) {
        step[i] = 3 * i + (float) random.nextGaussian() * (i + 1);
      }
    }
    moments.add(steps);
    return moments.zScores();
  }

  /** Momentum and decay must not move them either. */
  @ParameterizedTest
  @EnumSource
  void frozenLayersStayAndOthersLearn(VoiceNetwork of) {
    for (IUpdater transferred : new IUpdater[] {null, Momentum.frozen()}) {
      ComputationGraph graph = network(of, EMOTION, transferred);
      ComputationGraph before = graph.clone();

      fit(graph, of);

      for (String layer : of.transferred()) {
        assertThat(graph.getLayer(layer).params().equals(before.getLayer(layer).params()))
            .isEqualTo(transferred != null);
      }
      assertThat(graph.getLayer("emotion").params())
          .isNotEqualTo(before.getLayer("emotion").params());
    }
  }

  @ParameterizedTest
  @EnumSource
  void aNewRateIsThatOfTheLayersThatAreTrained(VoiceNetwork of) {
    ComputationGraph graph = network(of, EMOTION, Momentum.frozen());
    ComputationGraph before = graph.clone();

    Momentum.setRate(graph.getConfiguration(), 0.25);

    assertThat(Momentum.rate(graph.getConfiguration(), 7)).isEqualTo(0.25);
    ComputationGraph again = new ComputationGraph(graph.getConfiguration());
    again.init(graph.params(), true);
    fit(again, of);
    assertThat(again.getLayer(of.reader()).params())
        .isEqualTo(before.getLayer(of.reader()).params());
  }

  @Test
  void paddingChangesNothing() {
    ComputationGraph graph = network(VoiceNetwork.LSTM, EMOTION, null);
    int[] rows = {4, 23, 60, 1};
    List<INDArray> inputs =
        IntStream.range(0, rows.length)
            .mapToObj(i -> input(VoiceNetwork.LSTM, rows[i], i))
            .toList();

    InputBatch batch = InputBatch.of(inputs);
    INDArray together =
        graph.output(false, new INDArray[] {batch.values()}, new INDArray[] {batch.mask()})[0];

    assertThat(batch.values().shape()).containsExactly(4, 25, 15);
    assertThat(batch.mask().sum(1).toIntVector()).containsExactly(1, 6, 15, 1);
    for (int i = 0; i < rows.length; i++) {
      assertThat(together.getRow(i).toFloatVector())
          .containsExactly(graph.outputSingle(inputs.get(i)).toFloatVector(), within(1e-5f));
    }
  }

  @Test
  void inputsOfOneLengthNeedNoMask() {
    InputBatch batch =
        InputBatch.of(List.of(input(VoiceNetwork.DNN, 9, 1), input(VoiceNetwork.DNN, 5, 2)));

    assertThat(batch.mask()).isNull();
    assertThat(batch.values().getRow(1).toFloatVector()).isEqualTo(voice(5, 2).functionals());
  }

  /** Rows 0 to 6 in steps of three; the last has one row. */
  @Test
  void aStepIsTheMeanOfSomeRows() {
    float[] lld = new float[7 * 25];
    for (int i = 0; i < lld.length; i++) {
      lld[i] = i / 25 + 100 * (i % 25);
    }

    float[][] steps = new VoiceInput(VoiceNetwork.LSTM, 3).steps(new Voice(null, lld, 0));

    assertThat(steps).hasDimensions(3, 25);
    for (int i = 0; i < 25; i++) {
      assertThat(new float[] {steps[0][i], steps[1][i], steps[2][i]})
          .containsExactly(new float[] {1 + 100 * i, 4 + 100 * i, 6 + 100 * i}, within(1e-3f));
    }
    assertThat(new VoiceInput(VoiceNetwork.LSTM, 3).array(steps).getDouble(0, 2, 1))
        .isCloseTo(204, within(1e-3));
  }

  @Test
  void noiseIsOnTheInputAndDropoutBehindHiddenLayers() {
    ComputationGraph graph =
        new ComputationGraph(
            VoiceNetwork.DNN.configuration(
                new NeuralNetConfiguration.Builder(),
                EMOTION,
                new Regularisation(0.6, 0.3, 0),
                null));
    graph.init();

    assertThat(graph.getLayer("hidden-1").conf().getLayer().getIDropout())
        .isEqualTo(new GaussianNoise(0.6));
    for (String behind : List.of("hidden-2", "emotion")) {
      assertThat(graph.getLayer(behind).conf().getLayer().getIDropout())
          .isEqualTo(new Dropout(0.7));
    }
  }

  @Test
  void aRateFallsEvenlyToNothingAndIsStored() {
    Momentum updater = new Momentum(Momentum.Kind.UNIT_GAIN, 0.9, new EvenFall(0.2, 8));
    ComputationGraphConfiguration configuration =
        VoiceNetwork.DNN.configuration(
            new NeuralNetConfiguration.Builder().updater(updater),
            EMOTION,
            Regularisation.NONE,
            null);

    ComputationGraphConfiguration stored =
        ComputationGraphConfiguration.fromJson(configuration.toJson());

    assertThat(IntStream.of(0, 2, 7, 8, 9).mapToDouble(i -> Momentum.rate(stored, i)))
        .containsExactly(0.2, 0.2 * (1 - 0.25), 0.2 * (1 - 0.875), 0.0, 0.0);
    assertThat(stored).isEqualTo(configuration);
  }
}
