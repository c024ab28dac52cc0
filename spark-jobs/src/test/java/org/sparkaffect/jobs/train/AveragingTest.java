package org.sparkaffect.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.SparkEnv;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.BroadcastBlockId;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.common.loader.LocalFileSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;
import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.network.Momentum;

/** Compares training on Spark with steps of {@code fit} in a loop. */
class AveragingTest {
  private static final int BATCH = 2;
  private static final int INPUTS = 3;

  /** Numbers drawn for a clip and an epoch. */
  private record Numbers() implements Samples {
    private static final long serialVersionUID = 1L;

    @Override
    public INDArray[] plain(TrainingClip clip) {
      return augmented(clip, -1);
    }

    @Override
    public INDArray[] augmented(TrainingClip clip, long epoch) {
      Random random = Draws.of(1, "numbers", clip.id() + epoch);
      float[][] numbers = new float[1][INPUTS];
      for (int i = 0; i < INPUTS; i++) {
        numbers[0][i] = (float) random.nextGaussian();
      }
      return new INDArray[] {Nd4j.createFromArray(numbers)};
    }
  }

  private static Minibatches loader() {
    List<TrainingClip> clips = new ArrayList<>();
    for (Emotion emotion : Emotion.values()) {
      clips.add(new TrainingClip(MadeUp.clip(emotion.label(), emotion, Split.TRAIN), List.of()));
    }
    return new Minibatches(new Numbers(), MadeUp.spark().broadcast(clips));
  }

  private static List<String> minibatches(int from, int count) {
    return new Deck(Emotion.values().length, 1).minibatches((long) from * BATCH, count, BATCH);
  }

  private static ComputationGraph network(double momentum, ISchedule rate) {
    ComputationGraph network =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Momentum(Momentum.Kind.CLASSICAL, momentum, rate))
                .graphBuilder()
                .addInputs("in")
                .setInputTypes(InputType.feedForward(INPUTS))
                .addLayer(
                    "dense",
                    new DenseLayer.Builder().nOut(1000).activation(Activation.TANH).build(),
                    "in")
                .addLayer(
                    "out",
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nOut(Emotion.values().length)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "dense")
                .setOutputs("out")
                .build());
    network.init();
    return network;
  }

  private static ComputationGraph network() {
    return network(0.9, new FixedSchedule(0.05));
  }

  private static Averaging averaging(int workers, int frequency) {
    return new Averaging(MadeUp.spark(), workers, BATCH, frequency, 1);
  }

  private static void fit(ComputationGraph network, List<String> minibatches) throws IOException {
    for (String minibatch : minibatches) {
      network.fit(loader().load(new LocalFileSource(minibatch)));
    }
  }

  private static INDArray velocity(ComputationGraph network) {
    return network.getUpdater().getStateViewArray();
  }

  @Test
  void withOneWorkerItIsPlainTrainingAndMomentumGoesOn() throws IOException {
    ComputationGraph averaged = network();
    ComputationGraph plain = network();

    for (int round = 0; round < 3; round++) {
      double loss = averaging(1, 2).fit(averaged, minibatches(2 * round, 2), loader());
      fit(plain, minibatches(2 * round, 2));

      assertThat(loss).isEqualTo(plain.score());
      assertThat(averaged.params().toFloatVector()).isEqualTo(plain.params().toFloatVector());
      assertThat(velocity(averaged).toFloatVector()).isEqualTo(velocity(plain).toFloatVector());
    }
    assertThat(velocity(plain).norm2Number().doubleValue()).isGreaterThan(0.1);
  }

  @Test
  void withTwoWorkersItIsTheMeanOfTwoTrainedApart() throws IOException {
    ComputationGraph averaged = network();
    fit(averaged, minibatches(20, 2)); // so that there is a velocity to begin with
    ComputationGraph first = averaged.clone();
    ComputationGraph second = averaged.clone();

    double loss = averaging(2, 3).fit(averaged, minibatches(0, 6), loader());
    fit(first, minibatches(0, 3));
    fit(second, minibatches(3, 3));

    assertThat(loss).isEqualTo((first.score() + second.score()) / 2);
    assertThat(averaged.params()).isEqualTo(first.params().add(second.params()).div(2));
    assertThat(velocity(averaged)).isEqualTo(velocity(first).add(velocity(second)).div(2));
    assertThat(first.params()).isNotEqualTo(second.params());
  }

  /** Both workers get the same minibatches, so that their mean is what each of them is. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theRateDropsAfterSoManyIterationsWhereverTheAveragingsAre(int workers) throws IOException {
    int rateEvery = 5;
    ComputationGraph averaged =
        network(0, new StepSchedule(ScheduleType.ITERATION, 0.1, 0.1, rateEvery));
    INDArray plain = averaged.params().dup();
    Averaging averaging = averaging(workers, 3);

    int done = 0;
    for (int iterations : new int[] {3, 3, 3, 2}) { // the last round is shorter
      List<String> minibatches = new ArrayList<>();
      for (int worker = 0; worker < workers; worker++) {
        minibatches.addAll(minibatches(done, iterations));
      }
      averaging.fit(averaged, minibatches, loader());
      for (int i = done; i < done + iterations; i++) {
        plain = step(plain, i < rateEvery ? 0.1 : i < 2 * rateEvery ? 0.01 : 0.001, i);
      }
      done += iterations;

      assertThat(averaged.getConfiguration().getIterationCount()).isEqualTo(done);
      assertThat(averaged.params().sub(plain).amaxNumber().doubleValue()).isLessThan(1e-6);
    }
  }

  private static INDArray step(INDArray parameters, double rate, int iteration) throws IOException {
    ComputationGraph network = network(0, new FixedSchedule(rate));
    network.setParams(parameters);
    fit(network, minibatches(iteration, 1));
    return network.params();
  }

  @Test
  void noWeightsStayBehindInTheBlocksOfSpark() throws Exception {
    Minibatches loader = loader();
    averaging(1, 1).fit(network(), minibatches(0, 1), loader); // Deeplearning4j sends its own once
    Broadcast<String> before = MadeUp.spark().broadcast("before");
    averaging(1, 1).fit(network(), minibatches(0, 1), loader);
    Broadcast<String> after = MadeUp.spark().broadcast("after");
    long bytesOfWeights = Float.BYTES * network().numParams();

    long left = Long.MAX_VALUE;
    for (int i = 0; i < 100 && left >= bytesOfWeights; i++) {
      Thread.sleep(i); // blocks go in the background
      left = bytes(before.id() + 1, after.id());
    }

    assertThat(left).isLessThan(bytesOfWeights);
    Broadcast<Weights> kept = MadeUp.spark().broadcast(Weights.of(network()));
    assertThat(bytes(kept.id(), kept.id() + 1)).isGreaterThan(bytesOfWeights);
    kept.destroy();
  }

  private static long bytes(long from, long to) {
    long bytes = 0;
    for (long id = from; id < to; id++) {
      var status = SparkEnv.get().blockManager().getStatus(new BroadcastBlockId(id, ""));
      bytes += status.isEmpty() ? 0 : status.get().memSize();
    }
    return bytes;
  }
}
