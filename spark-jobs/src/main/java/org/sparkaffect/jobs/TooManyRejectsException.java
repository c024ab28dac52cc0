package org.sparkaffect.jobs;

/** A stage rejected a larger share of its clips than {@code max-reject-ratio} allows. */
final class TooManyRejectsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyRejectsException(String stage, long rejected, long seen, double allowed) {
    super(
        "stage %s rejected %d of %d clips, more than max-reject-ratio = %s allows; the table of rejects says why"
            .formatted(stage, rejected, seen, allowed));
  }
}
