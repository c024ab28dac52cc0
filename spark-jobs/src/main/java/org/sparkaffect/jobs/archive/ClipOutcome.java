package org.sparkaffect.jobs.archive;

import java.io.Serializable;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.jobs.table.FusedRow;

/**
 * What came of a clip.
 *
 * @param fused null where no member of the fusion could score it
 */
record ClipOutcome(Clip clip, FusedRow fused) implements Serializable {
  private static final long serialVersionUID = 1L;

  long startMs() {
    return clip.startMs() == null ? 0 : clip.startMs();
  }
}
