package org.sparkaffect.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkaffect.clip.RejectReason.NOT_FOUND;
import static org.sparkaffect.clip.RejectReason.TOO_SLOW;
import static org.sparkaffect.clip.RejectReason.UNREADABLE;

import org.junit.jupiter.api.Test;

class RejectReasonTest {
  /** The file system's and the time limit: all else lies in the file, the settings or a bug. */
  @Test
  void fewReasonsMayBeGoneAtAnotherTime() {
    assertThat(RejectReason.values())
        .filteredOn(RejectReason::passing)
        .containsExactly(NOT_FOUND, UNREADABLE, TOO_SLOW);
  }
}
