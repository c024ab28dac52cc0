package org.sparkaffect.jobs.table;

import java.io.IOException;

/**
 * The workspace cannot be read or written: a full disk, a file system that is down or that refuses.
 * The message is a sentence for the user; what was committed before stands.
 */
public final class WorkspaceException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what was tried, as in "write file:/work/tables"
   */
  public WorkspaceException(String what, IOException why) {
    this(what, firstLine(why), why);
  }

  WorkspaceException(String what, String why, IOException cause) {
    super(
        "cannot %s: %s; mend that and give the same command again, it goes on after the last batch that is complete"
            .formatted(what, why),
        cause);
  }

  /** Remote file systems put a server's stack trace in their messages. */
  private static String firstLine(IOException why) {
    return (why.getMessage() == null ? why.toString() : why.getMessage())
        .lines()
        .findFirst()
        .orElse("");
  }
}
