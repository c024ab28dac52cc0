package org.sparkaffect.clip;

/**
 * What the user gave cannot be used. The message is a sentence that says what was wrong, where, and
 * what to do; it is shown without a stack trace.
 */
public class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InputException(String message) {
    super(message);
  }

  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
