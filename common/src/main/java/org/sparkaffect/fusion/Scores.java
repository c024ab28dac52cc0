package org.sparkaffect.fusion;

import java.io.Serializable;
import java.util.Arrays;

/**
 * What the members of a fusion make of clips.
 *
 * @param values clip by clip, member by member, class by class: not negative, and finite
 * @param labels the true class of each clip, or {@link #UNKNOWN}
 */
public record Scores(float[][][] values, int[] labels) implements Serializable {
  public static final int UNKNOWN = -1;

  public Scores {
    if (values.length == 0 || values.length != labels.length) {
      throw new IllegalArgumentException(values.length + " clips, " + labels.length + " labels");
    }
  }

  public int clips() {
    return values.length;
  }

  public int members() {
    return values[0].length;
  }

  public int classes() {
    return values[0][0].length;
  }

  Scores withoutLabels() {
    int[] unknown = new int[labels.length];
    Arrays.fill(unknown, UNKNOWN);
    return new Scores(values, unknown);
  }

  /** Clips of each class. */
  int[] sizes() {
    int[] sizes = new int[classes()];
    for (int label : labels) {
      if (label != UNKNOWN) {
        sizes[label]++;
      }
    }
    return sizes;
  }
}
