package org.sparkaffect.jobs.table;

import java.io.IOException;
import org.apache.hadoop.fs.FSError;

/**
 * The workspace cannot be read or written: a full disk, a file system that is down or that refuses.
 * The message is a sentence for the user; what was committed before stands.
 */
public final class WorkspaceException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what was tried, as in "write file:/work/tables"
   * @param why an IOException, or what Hadoop makes of one
   */
  public WorkspaceException(String what, Throwable why) {
    super(
        "cannot %s: %s; mend that and give the same command again, it goes on after the last batch that is complete"
            .formatted(what, reason(why)),
        why);
  }

  /** Remote file systems put a server's stack trace in their messages. */
  private static String reason(Throwable why) {
    if (why instanceof FSError && why.getCause() != null) {
      return reason(why.getCause()); // the local file system's wrapper of an IOException
    }
    return why.getMessage() == null
        ? why.toString()
        : why.getMessage().lines().findFirst().orElse("");
  }
}
