package org.sparkaffect.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.clip.RgbImage;

class FaceSequenceTest {
  @ParameterizedTest
  @CsvSource({
    "       0,  1600000,  0,   50000",
    "       0,  1600000,  1,  150000",
    "       0,  1600000, 15, 1550000",
    " 2000000,  3600000,  0, 2050000",
    " 2000000,  3600000, 15, 3550000",
    // a frame of 40 ms
    "       0,    40000,  0,    1250",
    "       0,    40000, 15,   38750",
    // not divisible: down
    "       0,     1000,  0,      31",
    "       0,        1, 15,       0",
    // 1000 hours
    "       0, 3600000000000, 15, 3487500000000",
  })
  void samplesAreInTheMiddleOfTheirSixteenth(long startUs, long endUs, int index, long expected) {
    assertThat(FaceSequence.sampleTimeUs(startUs, endUs, index)).isEqualTo(expected);
  }

  /**
   * F is a sample with a face; the first ones' times are given, the others follow every 100 ms. The
   * samples that are used are named 0 to f.
   */
  @ParameterizedTest
  @CsvSource({
    "FFFFFFFFFFFFFFFF, 0, 0123456789abcdef",
    ".FFFFFFFFFFFFFF., 0, 1123456789abcdee",
    "F..............., 0, 0000000000000000",
    "...............F, 0, ffffffffffffffff",
    // the nearer of two, and on a tie the earlier
    "F..F............, 0, 0033333333333333",
    "F...F..........., 0, 0004444444444444",
    "F.F.F.F.F.F.F.F., 0, 0022446688aaccee",
    // the nearer in time, though it is further in number
    "F...F..........., 0 90 100 110 120, 0444444444444444",
    "F...F..........., 0 10  20  30 120, 0000444444444444",
    // a frame that is on screen at several samples
    "F..FFFFFFFFFFFFF, 0 0 400 400, 0033456789abcdef",
  })
  void theNearestSampleWithAFaceStandsIn(String faces, String firstTimesMs, String used)
      throws RejectedException {
    long[] timesMs = new long[16];
    AlignedFace[] given = new AlignedFace[16];
    FaceSequence.Builder builder = new FaceSequence.Builder();
    String[] first = firstTimesMs.split(" +");
    for (int i = 0; i < 16; i++) {
      timesMs[i] = i < first.length ? Long.parseLong(first[i]) : timesMs[i - 1] + 100;
      given[i] = faces.charAt(i) == 'F' ? face() : null;
      builder.put(i, timesMs[i] * 1000 + 999, given[i]);
    }

    FaceSequence sequence = builder.build();

    assertThat(sequence.frames()).hasSize(16);
    for (int i = 0; i < 16; i++) {
      int expected = Character.digit(used.charAt(i), 16);
      assertThat(sequence.frames().get(i).face()).as("sample " + i).isSameAs(given[expected]);
      assertThat(sequence.frames().get(i).timeMs()).isEqualTo(timesMs[expected]);
    }
    assertThat(sequence.facesFound()).isEqualTo(faces.replace(".", "").length());
  }

  @Test
  void aClipWithoutAnyFaceIsRejected() {
    FaceSequence.Builder builder = new FaceSequence.Builder();
    for (int i = 0; i < 16; i++) {
      builder.put(i, 100 * i, null);
    }

    assertThatThrownBy(builder::build)
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.reason()).isEqualTo(RejectReason.NO_FACE))
        .hasMessageContaining("16 frames");
  }

  private static AlignedFace face() {
    return new AlignedFace(
        new Face(0.9f, new Box(0, 0, 9, 9), new float[10]), new RgbImage(1, 1, new byte[3]));
  }
}
