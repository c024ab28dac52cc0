package org.sparkaffect.jobs.table;

import java.io.IOException;

/**
 * The workspace cannot be read or written: a full disk, a file system that is down or that refuses,
 * another command that is at work there. The message is a sentence for the user; what was committed
 * before stands.
 */
public final class WorkspaceException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what was tried, as in "write file:/work/tables"
   * @param why what the file system or a library threw
   */
  public WorkspaceException(String what, Throwable why) {
    super(
        "cannot %s: %s; mend that and give the same command again, it goes on after the last batch that is complete"
            .formatted(what, reason(why)),
        why);
  }

  /**
   * @param sentence what is wrong and what to do
   */
  public WorkspaceException(String sentence) {
    super(sentence);
  }

  /** Libraries wrap what happened, and remote file systems add a server's stack trace. */
  private static String reason(Throwable why) {
    Throwable first = why;
    for (Throwable cause = why; cause != null; cause = cause.getCause()) {
      first = cause.getClass() == IOException.class ? cause : first;
    }
    boolean plain = first instanceof IOException && first.getMessage() != null;
    return (plain ? first.getMessage() : first.toString()).lines().findFirst().orElse("");
  }
}
