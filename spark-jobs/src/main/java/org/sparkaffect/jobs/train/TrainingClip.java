package org.sparkaffect.jobs.train;

import java.io.Serializable;
import java.util.List;
import org.sparkaffect.clip.Clip;

/**
 * A clip of known emotion.
 *
 * @param files of the table that have its rows
 */
public record TrainingClip(Clip clip, List<String> files) implements Serializable {
  private static final long serialVersionUID = 1L;

  public String id() {
    return clip.id();
  }
}
