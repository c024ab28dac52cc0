package org.sparkaffect.clip;

/** A clip or its file cannot give what was asked of it. It costs one row in rejects, no more. */
public class RejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final RejectReason reason;

  public RejectedException(RejectReason reason, String message) {
    this(reason, message, null);
  }

  public RejectedException(RejectReason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public RejectReason reason() {
    return reason;
  }
}
