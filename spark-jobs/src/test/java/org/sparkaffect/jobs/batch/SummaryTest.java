package org.sparkaffect.jobs.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.clip.RejectReason;

class SummaryTest {
  private static final Clip CLIP = Clip.ofFile("a", "file:/a.mp4");

  private static List<Reject> rejects(String stage, String reasons) {
    return Stream.of(reasons.split(" "))
        .filter(reason -> !reason.isEmpty())
        .map(RejectReason::valueOf)
        .map(reason -> new Reject(CLIP, stage, reason, "", 1, Instant.EPOCH))
        .toList();
  }

  private static void add(Summary summary, int rows, String reasons, long nanos) {
    List<Reject> rejects = rejects("faces", reasons);
    summary.add(Collections.nCopies(rows + rejects.size(), CLIP), rejects, nanos);
  }

  @Test
  void addsUpBatchesAndNamesTheCommonestReasons() {
    Summary summary = new Summary(List.of("faces", "acoustics"));
    add(summary, 90, "EMPTY NO_FACE NO_FACE CORRUPT", 10);
    add(summary, 2, "TOO_LONG EMPTY NO_FACE CORRUPT", 30);

    assertThat(summary.clips()).isEqualTo(100);
    assertThat(summary.rejected("faces")).isEqualTo(8);
    assertThat(summary.rejected("acoustics")).isZero();
    assertThat(summary.nanosOfTasks()).isEqualTo(40);
    assertThat(summary.rejects())
        .isEqualTo("faces rejected 8 (NO_FACE 3, EMPTY 2, CORRUPT 2), acoustics rejected 0");
  }

  @Test
  void ofNothingIsALineToo() {
    assertThat(new Summary(List.of("faces", "acoustics")).rejects())
        .isEqualTo("faces rejected 0, acoustics rejected 0");
  }

  @ParameterizedTest
  @CsvSource({
    "0, '', '', false",
    "1, '', '', false",
    "1, EMPTY CORRUPT, EMPTY CORRUPT, false",
    "0, EMPTY CORRUPT, EMPTY CORRUPT, true",
    "0, EMPTY NO_FACE, EMPTY NO_SOUND, false",
    "0, NO_VIDEO CORRUPT, CORRUPT, false",
  })
  void knowsWhetherAnythingCouldBeRead(int rows, String faces, String acoustics, boolean nothing) {
    Summary summary = new Summary(List.of("faces", "acoustics"));
    add(summary, rows, faces, 1);
    summary.add(List.of(), rejects("acoustics", acoustics), 1);

    assertThat(summary.nothingReadable()).isEqualTo(nothing);
  }
}
