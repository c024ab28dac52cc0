package org.sparkaffect.jobs.fuse;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.sparkaffect.clip.Sha256;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.fusion.ClassWeights;
import org.sparkaffect.jobs.table.FusedRow;

/** What members with weights make of clips. */
public record FusionRule(String id, List<Member> members, ClassWeights weights)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int HASH_CHARACTERS = 8;

  /**
   * With an id that is the same for the same weights, members and models.
   *
   * @param models the model's id, by network
   */
  public static FusionRule of(
      List<Member> members, ClassWeights weights, SortedMap<String, String> models) {
    List<String> parts = new ArrayList<>();
    for (int member = 0; member < members.size(); member++) {
      parts.add(members.get(member).toString());
      for (Emotion emotion : Emotion.values()) {
        parts.add(String.valueOf(weights.weight(member, emotion.ordinal())));
      }
    }
    parts.add(models.toString());
    String hash = Sha256.hex(String.join("\n", parts)).substring(0, HASH_CHARACTERS);
    return new FusionRule("fusion-" + hash, members, weights);
  }

  /** The row of a clip; empty where no member has scores of it. */
  public Optional<FusedRow> fuse(ScoredClip clip) {
    List<String> present = clip.present(members);
    if (present.isEmpty()) {
      return Optional.empty();
    }
    float[][] ofMembers = clip.of(members);
    return Optional.of(
        new FusedRow(
            clip.clip(),
            id,
            present,
            shares(weights.sums(ofMembers)),
            Emotion.values()[weights.predict(ofMembers)]));
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
