package org.sparkaffect.jobs.batch;

import java.io.Serializable;
import java.util.List;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.jobs.table.Workspace.Staged;
import org.sparkaffect.jobs.table.WorkspaceException;

/**
 * What a task tells the driver.
 *
 * @param clips every clip that it has done or rejected
 * @param rejects those of them that gave no row
 * @param left clips that it did not touch, since an earlier attempt at the task has them in hand
 * @param staged the files that it wrote
 * @param nanos wall time that it took
 * @param failure why it has nothing of all that, or null
 */
record TaskResult(
    List<Clip> clips,
    List<Reject> rejects,
    List<Clip> left,
    List<Staged> staged,
    long nanos,
    WorkspaceException failure)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  static TaskResult failed(WorkspaceException why) {
    return new TaskResult(List.of(), List.of(), List.of(), List.of(), 0, why);
  }
}
