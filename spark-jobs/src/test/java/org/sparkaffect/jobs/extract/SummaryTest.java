package org.sparkaffect.jobs.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
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

  private static TaskResult result(int rows, long frames, long seconds, String reasons) {
    List<Reject> rejects =
        Stream.of(reasons.split(" "))
            .filter(reason -> !reason.isEmpty())
            .map(RejectReason::valueOf)
            .map(reason -> new Reject(CLIP, "faces", reason, "", 1, Instant.EPOCH))
            .toList();
    List<Clip> clips = Stream.generate(() -> CLIP).limit(rows + rejects.size()).toList();
    return new TaskResult(clips, rejects, List.of(), frames, seconds * 1_000_000_000);
  }

  @Test
  void addsUpTasksAndNamesTheCommonestReasons() {
    Summary summary = new Summary();
    summary.add(result(90, 3000, 10, "EMPTY NO_FACE NO_FACE CORRUPT"));
    summary.add(result(2, 5000, 30, "TOO_LONG EMPTY NO_FACE CORRUPT"));

    assertThat(summary.clips()).isEqualTo(100);
    assertThat(summary.rejected()).isEqualTo(8);
    // 8000 frames in 40 s of tasks with 2 cores each
    assertThat(summary.line(25_000_000_000L, 2))
        .isEqualTo(
            "100 clips in 25.0 s (4.0 clips/s, 100 decoded frames/s a core),"
                + " 8 rejected: NO_FACE 3, EMPTY 2, CORRUPT 2");
  }

  @Test
  void ofNothingIsALineToo() {
    assertThat(new Summary().line(500_000_000, 1))
        .isEqualTo("0 clips in 0.5 s (0.0 clips/s, 0 decoded frames/s a core), 0 rejected");
  }

  @ParameterizedTest
  @CsvSource({
    "0, '', false",
    "1, '', false",
    "1, EMPTY CORRUPT, false",
    "0, EMPTY CORRUPT, true",
    "0, EMPTY NO_FACE, false",
  })
  void knowsWhetherAnythingCouldBeRead(int rows, String reasons, boolean nothing) {
    Summary summary = new Summary();
    summary.add(result(rows, 0, 1, reasons));

    assertThat(summary.nothingReadable()).isEqualTo(nothing);
  }
}
