package org.sparkaffect.fusion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Adjusts the weights to what submissions are answered (paper, section 5). Each step searches, by
 * coordinate ascent, for weights with a low score
 *
 * <p>L = sum over classes c of W_c d_c - C
 *
 * <p>where d_c is the distance of c's share of what is predicted for the clips submitted from its
 * true share, which the answer told; C is the accuracy on the clips learnt on; and W follows from
 * the last answer ({@link Feedback#classWeights}). The paper set W by hand and calls C static; a
 * constant would change no choice.
 */
public final class FeedbackLoop {
  private static final int RESTARTS = 20;
  private static final double UNIT = 0x1p-40; // of scores, where they are compared

  private final Scores learnt;
  private final Scores submitted;
  private final FeedbackSource source;
  private final long seed;

  /**
   * @param learnt clips, all with labels
   * @param submitted clips; labels they may have are not looked at
   */
  public FeedbackLoop(Scores learnt, Scores submitted, FeedbackSource source, long seed) {
    this.learnt = learnt;
    this.submitted = submitted.withoutLabels();
    this.source = source;
    this.seed = seed;
  }

  /**
   * Goes on until a submission has no answer, or for so many steps.
   *
   * @param weights of the first submission
   * @return the steps; the last one's weights are what came of it
   */
  public List<FeedbackStep> run(ClassWeights weights, int steps) {
    List<FeedbackStep> done = new ArrayList<>();
    done.add(submit(0, weights, null));
    while (done.size() <= steps && last(done).answer() != null) {
      Feedback answer = last(done).answer();
      done.add(submit(done.size(), search(answer), answer));
    }
    return done;
  }

  private static FeedbackStep last(List<FeedbackStep> steps) {
    return steps.get(steps.size() - 1);
  }

  private FeedbackStep submit(int step, ClassWeights weights, Feedback before) {
    int[] classes = weights.predict(submitted);
    Feedback answer = source.answer(step, classes).orElse(null);
    Feedback known = answer == null ? before : answer;
    return new FeedbackStep(
        weights,
        before == null ? new double[learnt.classes()] : before.classWeights(),
        shares(Tally.of(submitted, classes)),
        known == null ? null : known.shares(),
        answer,
        score(
            List.of(Tally.of(learnt, weights.predict(learnt)), Tally.of(submitted, classes)),
            before));
  }

  private ClassWeights search(Feedback answer) {
    Grid grid = new Grid(learnt.members(), Grid.LEVELS);
    long below = grid.halvesBelow(learnt.classes());
    CoordinateAscent ascent =
        new CoordinateAscent(
            grid,
            List.of(learnt, submitted),
            (tallies, halves) -> -Math.round(score(tallies, answer) / UNIT) * below - halves);
    return ClassWeights.ofChoice(grid, ascent.best(seed, RESTARTS).choice());
  }

  /** L; without an answer, W is 0. */
  private double score(List<Tally> tallies, Feedback answer) {
    double score = -(double) Arrays.stream(tallies.get(0).right()).sum() / learnt.clips();
    if (answer != null) {
      double[] classWeights = answer.classWeights();
      double[] predicted = shares(tallies.get(1));
      for (int c = 0; c < predicted.length; c++) {
        score += classWeights[c] * Math.abs(predicted[c] - answer.shares()[c]);
      }
    }
    return score;
  }

  private double[] shares(Tally tally) {
    return Arrays.stream(tally.predicted())
        .mapToDouble(clips -> (double) clips / submitted.clips())
        .toArray();
  }
}
