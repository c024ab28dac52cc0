package org.sparkaffect.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FeedbackLoopTest {
  private static final int[] EQUAL = {50, 50, 50, 50, 50, 50, 50};

  private static ClassWeights learnt(Scores scores) {
    return new WeightSearch(
            new Problem(scores, Objective.ACCURACY), 42, Duration.ofNanos(1)) // the ascent's
        .run(null, standing -> {})
        .weights();
  }

  /** With the same members, but other shares of the emotions: up to tenfold. */
  @Test
  void bringsPredictedSharesNearerToTheTrueOnes() {
    List<String> worse = new ArrayList<>();
    double before = 0;
    double after = 0;
    for (int seed = 0; seed < 10; seed++) {
      int[] sizes = new Random(seed).ints(7, 10, 100).toArray();
      Scores val = MadeUp.USUAL.scores(EQUAL, seed, new Random(seed));
      Scores test = MadeUp.USUAL.scores(sizes, 100 + seed, new Random(seed));

      List<FeedbackStep> steps =
          new FeedbackLoop(val, test, new HoldOut(test.labels(), 7), seed).run(learnt(val), 5);

      assertThat(steps).hasSize(6);
      if (!(steps.get(5).distance() < steps.get(0).distance())) {
        worse.add("seed " + seed);
      }
      before += steps.get(0).distance();
      after += steps.get(5).distance();
    }
    assertThat(worse).hasSizeLessThanOrEqualTo(2);
    assertThat(after).isLessThan(before / 2);
  }

  /** An answer is an accuracy and figures of classes; two labellings with the same are alike. */
  @Test
  void aHoldOutTellsNoLabels() {
    assertThat(Feedback.class.getRecordComponents())
        .extracting(RecordComponent::getName)
        .containsExactly("accuracy", "shares", "recalls");
    int[] predicted = {0, 0, 1, 1, 0, 1};
    Feedback one = new HoldOut(new int[] {0, 1, 1, 0, 0, 1}, 2).answer(0, predicted).orElseThrow();
    Feedback other =
        new HoldOut(new int[] {1, 0, 0, 1, 0, 1}, 2).answer(0, predicted).orElseThrow();

    assertThat(one).usingRecursiveComparison().isEqualTo(other);
    assertThat(one.accuracy()).isEqualTo(4 / 6.0);
    assertThat(one.shares()).containsExactly(0.5, 0.5);
    assertThat(one.recalls()).containsExactly(2 / 3.0, 2 / 3.0);
    assertThat(Stream.of(HoldOut.class.getDeclaredFields()))
        .allMatch(field -> Modifier.isPrivate(field.getModifiers()));
  }

  /** The loop itself looks at no label of what it submits. */
  @Test
  void submittedLabelsChangeNothing() {
    Scores val = MadeUp.USUAL.scores(EQUAL, 1);
    Scores test = MadeUp.USUAL.scores(MadeUp.VALIDATION, 2);
    Scores mislabelled = new Scores(test.values(), new int[test.clips()]);
    FeedbackSource server = new HoldOut(test.labels(), 7);
    ClassWeights start = learnt(val);

    List<FeedbackStep> one = new FeedbackLoop(val, test, server, 3).run(start, 2);
    List<FeedbackStep> other = new FeedbackLoop(val, mislabelled, server, 3).run(start, 2);

    assertThat(one).usingRecursiveComparison().isEqualTo(other);
  }

  @Test
  void waitsWhereThereIsNoAnswer() {
    Scores val = MadeUp.USUAL.scores(EQUAL, 1);
    Scores test = MadeUp.USUAL.scores(MadeUp.TEST, 2);
    FeedbackSource first =
        (step, predicted) ->
            step == 0 ? new HoldOut(test.labels(), 7).answer(step, predicted) : Optional.empty();
    FeedbackSource none = (step, predicted) -> Optional.empty();

    List<FeedbackStep> one = new FeedbackLoop(val, test, first, 3).run(learnt(val), 5);
    List<FeedbackStep> zero = new FeedbackLoop(val, test, none, 3).run(learnt(val), 5);

    assertThat(one).hasSize(2);
    assertThat(one.get(1).answer()).isNull();
    assertThat(one.get(1).shares()).isEqualTo(one.get(0).answer().shares());
    assertThat(zero).hasSize(1);
    assertThat(zero.get(0).shares()).isNull();
    assertThat(zero.get(0).classWeights()).containsOnly(0);
  }

  /** The example of the manual: of 10 clips each, 8 and 3 are right; 2 and 7 are missed. */
  @Test
  void aClassWeighsAsMuchAsOfItIsMissed() {
    Feedback feedback = Feedback.of(new long[] {10, 10, 0}, new long[] {8, 3, 0});

    assertThat(feedback.accuracy()).isEqualTo(11 / 20.0);
    double[] weights = feedback.classWeights();
    assertThat(weights[0]).isCloseTo(3 * 2 / 9.0, within(1e-12));
    assertThat(weights[1]).isCloseTo(3 * 7 / 9.0, within(1e-12));
    assertThat(weights[2]).isZero();
    assertThat(Feedback.of(new long[] {3, 1}, new long[] {3, 1}).classWeights())
        .containsExactly(1, 1);
  }

  /** The score is what equation 2 says, by hand. */
  @Test
  void theScoreIsTheWeightedDistanceLessTheAccuracy() {
    Scores val = MadeUp.USUAL.scores(EQUAL, 1);
    Scores test = MadeUp.USUAL.scores(MadeUp.TEST, 2);

    List<FeedbackStep> steps =
        new FeedbackLoop(val, test, new HoldOut(test.labels(), 7), 3).run(learnt(val), 1);

    assertThat(steps.get(0).score()).isEqualTo(-accuracy(val, steps.get(0).weights()));
    FeedbackStep last = steps.get(1);
    double expected = -accuracy(val, last.weights());
    for (int c = 0; c < 7; c++) {
      int of = c;
      double share =
          Arrays.stream(last.weights().predict(test)).filter(each -> each == of).count() / 653.0;
      expected += last.classWeights()[c] * Math.abs(share - MadeUp.TEST[c] / 653.0);
    }
    assertThat(last.score()).isCloseTo(expected, within(1e-12));
    assertThat(Arrays.stream(last.classWeights()).sum()).isCloseTo(7, within(1e-9));
  }

  private static double accuracy(Scores scores, ClassWeights weights) {
    int[] predicted = weights.predict(scores);
    return IntStream.range(0, scores.clips())
            .filter(clip -> predicted[clip] == scores.labels()[clip])
            .count()
        / (double) scores.clips();
  }
}
