package org.sparkaffect.jobs.fuse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.Sha256;
import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.fusion.ClassWeights;
import org.sparkaffect.fusion.Scores;
import org.sparkaffect.jobs.table.FusedRow;

/** The members of a fusion, and what they make of clips. */
record Members(List<Member> all, StoredScores scores) {
  private static final int HASH_CHARACTERS = 8;

  /** The clips of a split of which a member has scores. */
  List<ScoredClip> clips(Split split) {
    return scores.of(split).stream().filter(clip -> !clip.present(all).isEmpty()).toList();
  }

  /**
   * Those of them that have a label.
   *
   * @throws InputException if there are none
   */
  List<ScoredClip> labelled(Split split, String option) {
    List<ScoredClip> labelled =
        clips(split).stream().filter(each -> each.clip().label() != null).toList();
    if (labelled.isEmpty()) {
      throw new InputException(
          "the split %s has no clip with a label and scores; %s".formatted(split.label(), option));
    }
    return labelled;
  }

  /** As the library takes them. */
  Scores of(List<ScoredClip> clips) {
    return new Scores(
        clips.stream().map(clip -> clip.of(all)).toArray(float[][][]::new),
        clips.stream()
            .map(each -> each.clip().label())
            .mapToInt(label -> label == null ? Scores.UNKNOWN : label.ordinal())
            .toArray());
  }

  /** The same for the same weights, members and models. */
  String fusionId(ClassWeights weights) {
    List<String> parts = new ArrayList<>();
    for (int member = 0; member < all.size(); member++) {
      parts.add(all.get(member).toString());
      for (Emotion emotion : Emotion.values()) {
        parts.add(String.valueOf(weights.weight(member, emotion.ordinal())));
      }
    }
    parts.add(scores.models().toString());
    return "fusion-" + Sha256.hex(String.join("\n", parts)).substring(0, HASH_CHARACTERS);
  }

  /** The rows of all clips of which a member has scores, in the order of their ids. */
  List<FusedRow> fuse(ClassWeights weights) {
    String fusionId = fusionId(weights);
    return scores.clips().stream()
        .filter(clip -> !clip.present(all).isEmpty())
        .map(
            clip -> {
              float[][] ofMembers = clip.of(all);
              return new FusedRow(
                  clip.clip(),
                  fusionId,
                  clip.present(all),
                  shares(weights.sums(ofMembers)),
                  Emotion.values()[weights.predict(ofMembers)]);
            })
        .toList();
  }

  private static float[] shares(double[] sums) {
    double sum = Arrays.stream(sums).sum();
    float[] shares = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      shares[i] = (float) (sum == 0 ? 1.0 / sums.length : sums[i] / sum);
    }
    return shares;
  }
}
