package org.sparkaffect.jobs.table;

import org.sparkaffect.clip.InputException;

/** The workspace lacks what another job makes. The message is a sentence that names that job. */
public final class NotMadeYetException extends InputException {
  private static final long serialVersionUID = 1L;

  public NotMadeYetException(String message) {
    super(message);
  }
}
