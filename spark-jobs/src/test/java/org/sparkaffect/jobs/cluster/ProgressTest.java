package org.sparkaffect.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0    | 0  | 100     | 5  | extract: 0 of 100 clips, 0 rejected, 0.0 clips/s, time left unknown",
        "20   | 3  | 100     | 5  | extract: 20 of 100 clips, 3 rejected, 4.0 clips/s, time left 0:00:20",
        "1    | 0  | 1000    | 60 | extract: 1 of 1000 clips, 0 rejected, 0.0 clips/s, time left 16:39:00",
        "100  | 0  | 100     | 8  | extract: 100 of 100 clips, 0 rejected, 12.5 clips/s, time left 0:00:00",
        "1000 | 70 | 9000000 | 1  | extract: 1000 of 9000000 clips, 70 rejected, 1000.0 clips/s, time left 2:29:59",
      })
  void tellsHowFarAJobIs(long done, long rejected, long total, long seconds, String line) {
    assertThat(Progress.line("extract", done, rejected, total, seconds * 1_000_000_000))
        .isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource({"0, 0:00:00", "59, 0:00:59", "60, 0:01:00", "3599, 0:59:59", "360000, 100:00:00"})
  void writesSecondsAsAClockDoes(long seconds, String clock) {
    assertThat(StatusLine.duration(seconds)).isEqualTo(clock);
  }
}
