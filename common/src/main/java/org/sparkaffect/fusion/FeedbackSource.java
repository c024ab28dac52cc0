package org.sparkaffect.fusion;

import java.util.Optional;

/** Who answers submissions: a challenge's server, or what stands for one. */
public interface FeedbackSource {
  /**
   * The answer to a step's submission; empty where there is none yet.
   *
   * @param predicted the class of each clip that is submitted
   */
  Optional<Feedback> answer(int step, int[] predicted);
}
