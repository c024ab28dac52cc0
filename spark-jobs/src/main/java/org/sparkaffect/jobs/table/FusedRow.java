package org.sparkaffect.jobs.table;

import java.io.Serializable;
import java.util.List;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.emotion.Emotion;

/**
 * What a fusion makes of a clip.
 *
 * @param members those that had scores of the clip
 * @param probabilities of the emotions in their order
 * @param predicted the one of the largest sum of weighted scores, the earlier on a tie
 */
public record FusedRow(
    Clip clip, String fusionId, List<String> members, float[] probabilities, Emotion predicted)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
