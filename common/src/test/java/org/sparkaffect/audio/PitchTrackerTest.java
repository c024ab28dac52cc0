package org.sparkaffect.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PitchTrackerTest {
  private final PitchTracker tracker = new PitchTracker();

  @BeforeEach
  void reset() {
    tracker.reset();
  }

  @Test
  void silenceIsUnvoicedAndDecidedOneFrameBehind() {
    for (int n = 0; n < 30; n++) {
      accept(0, 0);
      assertThat(tracker.decided()).isEqualTo(n);
    }
    tracker.finish();

    assertThat(tracker.decided()).isEqualTo(30);
    assertThat(tracker.frequency(29)).isZero();
  }

  @Test
  void twoPitchesThatStayAreDecidedAfter40Frames() {
    for (int n = 0; n < 60; n++) {
      tracker.accept(new float[] {200, 150, 0, 0, 0, 0}, new float[] {0.9f, 0.9f, 0, 0, 0, 0});
      assertThat(tracker.decided()).isBetween(n - 40, n);
    }
  }

  /** A weak candidate amid strong ones stays voiced; a strong one amid silence does not count. */
  @ParameterizedTest
  @CsvSource({"0.9, 0.5, 200", "0, 0.75, 0"})
  void aFrameFollowsItsNeighbours(float around, float within, float expected) {
    for (int n = 0; n < 21; n++) {
      accept(200, n == 10 ? within : around);
    }
    tracker.finish();

    assertThat(tracker.frequency(10)).isEqualTo(expected);
  }

  @Test
  void anOctaveJumpOfOneFrameIsPassedOver() {
    for (int n = 0; n < 21; n++) {
      boolean jump = n == 10;
      tracker.accept(
          new float[] {jump ? 400 : 200, jump ? 200 : 0, 0, 0, 0, 0},
          new float[] {0.9f, jump ? 0.8f : 0, 0, 0, 0, 0});
    }
    tracker.finish();

    assertThat(tracker.frequency(10)).isEqualTo(200);
  }

  private void accept(float hz, float voicing) {
    tracker.accept(new float[] {hz, 0, 0, 0, 0, 0}, new float[] {voicing, 0, 0, 0, 0, 0});
  }
}
