package org.sparkaffect.jobs.fuse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.emotion.Emotion;

/**
 * A clip, and what networks make of it.
 *
 * @param scores by network
 */
public record ScoredClip(Clip clip, Map<String, float[]> scores) {
  private static final int EMOTIONS = Emotion.values().length;

  /** Mean of the networks that have scores of the clip; empty if none has. */
  Optional<float[]> mean(List<String> networks) {
    return mean(networks.stream().map(scores::get).toArray(float[][]::new));
  }

  /** Mean of what is not null; empty if all is. In double, in the order given. */
  static Optional<float[]> mean(float[]... all) {
    double[] sums = new double[EMOTIONS];
    int count = 0;
    for (float[] each : all) {
      if (each != null) {
        for (int i = 0; i < EMOTIONS; i++) {
          sums[i] += each[i];
        }
        count++;
      }
    }
    if (count == 0) {
      return Optional.empty();
    }
    float[] mean = new float[EMOTIONS];
    for (int i = 0; i < EMOTIONS; i++) {
      mean[i] = (float) (sums[i] / count);
    }
    return Optional.of(mean);
  }

  /** The scores of members; one without any has 1/7 an emotion. */
  float[][] of(List<Member> members) {
    return members.stream()
        .map(member -> mean(member.networks()).orElseGet(ScoredClip::uniform))
        .toArray(float[][]::new);
  }

  /** The names of those members that have scores of the clip. */
  List<String> present(List<Member> members) {
    return members.stream()
        .filter(member -> member.networks().stream().map(scores::get).anyMatch(Objects::nonNull))
        .map(Member::name)
        .toList();
  }

  private static float[] uniform() {
    float[] uniform = new float[EMOTIONS];
    Arrays.fill(uniform, 1f / EMOTIONS);
    return uniform;
  }

  /** The largest, the earlier on a tie. */
  static Emotion largest(float[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return Emotion.values()[best];
  }
}
