package org.sparkaffect.media;

import java.time.Duration;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;

/** The wall time that a file may take, counted from when this was made. */
final class Deadline {
  private final Duration limit;
  private final long end;

  Deadline(Duration limit) {
    this.limit = limit;
    this.end = System.nanoTime() + limit.toNanos();
  }

  boolean passed() {
    return System.nanoTime() - end > 0;
  }

  void check() throws RejectedException {
    if (passed()) {
      throw new RejectedException(
          RejectReason.TOO_SLOW, "not done after " + limit.toSeconds() + " s of wall time");
    }
  }
}
