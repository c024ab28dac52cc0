package org.sparkaffect.jobs.train;

import java.io.Serializable;
import java.util.List;
import org.sparkaffect.clip.Clip;

/**
 * A clip of known class.
 *
 * @param label the number of its class
 * @param files of the table that have its rows
 */
public record TrainingClip(Clip clip, int label, List<String> files) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A clip whose class is its emotion. */
  public TrainingClip(Clip clip, List<String> files) {
    this(clip, clip.label().ordinal(), files);
  }

  public String id() {
    return clip.id();
  }
}
