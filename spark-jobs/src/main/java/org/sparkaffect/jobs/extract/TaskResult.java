package org.sparkaffect.jobs.extract;

import java.io.Serializable;
import java.util.List;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.jobs.table.Workspace.Staged;

/**
 * What a task tells the driver.
 *
 * @param clips every clip that it took in hand
 * @param rejects those of them that gave no row
 * @param staged the files that it wrote
 * @param frames how many frames it decoded
 * @param nanos wall time that it took
 */
public record TaskResult(
    List<Clip> clips, List<Reject> rejects, List<Staged> staged, long frames, long nanos)
    implements Serializable {
  private static final long serialVersionUID = 1L;
}
