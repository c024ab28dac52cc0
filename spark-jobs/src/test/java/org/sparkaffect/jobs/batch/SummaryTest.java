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

  private static void add(Summary summary, int rows, String reasons, long nanos) {
    List<Reject> rejects =
        Stream.of(reasons.split(" "))
            .filter(reason -> !reason.isEmpty())
            .map(RejectReason::valueOf)
            .map(reason -> new Reject(CLIP, "faces", reason, "", 1, Instant.EPOCH))
            .toList();
    summary.add(Collections.nCopies(rows + rejects.size(), CLIP), rejects, nanos);
  }

  @Test
  void addsUpBatchesAndNamesTheCommonestReasons() {
    Summary summary = new Summary();
    add(summary, 90, "EMPTY NO_FACE NO_FACE CORRUPT", 10);
    add(summary, 2, "TOO_LONG EMPTY NO_FACE CORRUPT", 30);

    assertThat(summary.clips()).isEqualTo(100);
    assertThat(summary.rejected()).isEqualTo(8);
    assertThat(summary.nanosOfTasks()).isEqualTo(40);
    assertThat(summary.rejects()).isEqualTo("8 rejected: NO_FACE 3, EMPTY 2, CORRUPT 2");
  }

  @Test
  void ofNothingIsALineToo() {
    assertThat(new Summary().rejects()).isEqualTo("0 rejected");
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
    add(summary, rows, reasons, 1);

    assertThat(summary.nothingReadable()).isEqualTo(nothing);
  }
}
