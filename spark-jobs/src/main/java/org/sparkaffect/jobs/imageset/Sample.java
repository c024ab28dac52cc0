package org.sparkaffect.jobs.imageset;

import java.io.Serializable;
import org.sparkaffect.jobs.table.GramRow;
import org.sparkaffect.jobs.train.TrainingClip;

/** A clip in a view, whose frames are a set. */
record Sample(TrainingClip clip, int view) implements Serializable {
  private static final long serialVersionUID = 1L;

  GramRow.Key key() {
    return new GramRow.Key(clip.id(), view);
  }
}
