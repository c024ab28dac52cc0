package org.sparkaffect.jobs.settings;

/**
 * A setting or option is wrong. The message is a sentence that says which, where it stands, and
 * what was expected; it is shown without a stack trace.
 */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SettingsException(String message) {
    super(message);
  }

  public SettingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
