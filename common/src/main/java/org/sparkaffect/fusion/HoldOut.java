package org.sparkaffect.fusion;

import java.util.Optional;

/** Answers from labels that nobody else gets to see. */
public final class HoldOut implements FeedbackSource {
  private final int[] labels;
  private final int classes;

  /**
   * @param labels of the clips that are submitted, in their order
   */
  public HoldOut(int[] labels, int classes) {
    this.labels = labels.clone();
    this.classes = classes;
  }

  @Override
  public Optional<Feedback> answer(int step, int[] predicted) {
    long[] clips = new long[classes];
    long[] right = new long[classes];
    for (int clip = 0; clip < labels.length; clip++) {
      clips[labels[clip]]++;
      right[labels[clip]] += predicted[clip] == labels[clip] ? 1 : 0;
    }
    return Optional.of(Feedback.of(clips, right));
  }
}
