package org.sparkaffect.jobs.table;

import java.io.Serializable;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.emotion.Emotion;

/**
 * What a network makes of a clip.
 *
 * @param probabilities of the emotions in their order
 * @param predicted the most probable, the earlier on a tie
 */
public record ScoresRow(
    Clip clip, String network, String modelId, float[] probabilities, Emotion predicted)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The row of a clip that a network scored. */
  public static ScoresRow of(Clip clip, String network, String modelId, float[] probabilities) {
    int best = 0;
    for (int i = 1; i < probabilities.length; i++) {
      best = probabilities[i] > probabilities[best] ? i : best;
    }
    return new ScoresRow(clip, network, modelId, probabilities, Emotion.values()[best]);
  }
}
