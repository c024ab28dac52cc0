package org.sparkaffect.jobs.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.jobs.table.ArchiveRow;
import org.sparkaffect.jobs.table.FusedRow;

class FileOutcomeTest {
  private static final Clip FILE = Clip.ofFile("news", "file:/news.mp4");

  private static ClipOutcome outcome(Clip clip, Emotion predicted) {
    float[] probabilities = new float[Emotion.values().length];
    if (predicted == null) {
      return new ClipOutcome(clip, null);
    }
    probabilities[predicted.ordinal()] = 1;
    return new ClipOutcome(
        clip, new FusedRow(clip, "fusion", List.of("Visual"), probabilities, predicted));
  }

  @Test
  void sharesAreOfWhatWasScoredAndMomentsComeInTime() {
    ArchiveRow row =
        FileOutcome.of(
            FILE.uri(),
            List.of(
                outcome(FILE.segment(2000, 4000), Emotion.SAD),
                outcome(FILE.segment(4000, 6000), null),
                outcome(FILE.segment(0, 2000), Emotion.HAPPY),
                outcome(FILE.segment(6000, 7000), Emotion.SAD),
                outcome(FILE.segment(8000, 9000), Emotion.SAD)));

    assertThat(row.clips()).isEqualTo(5);
    assertThat(row.rejected()).isEqualTo(1);
    assertThat(row.seconds()).isEqualTo(6);
    assertThat(row.shares()).containsExactly(0, 0, 0, 0.25, 0, 0.75, 0);
    assertThat(row.moments())
        .extracting(ArchiveRow.Moment::startMs)
        .containsExactly(0L, 2000L, 6000L, 8000L);
    assertThat(row.moments().get(0).probabilities()[Emotion.HAPPY.ordinal()]).isEqualTo(1);
  }

  @Test
  void whatClipsShareCountsOnce() {
    ArchiveRow row =
        FileOutcome.of(
            FILE.uri(),
            List.of(
                outcome(FILE.segment(0, 2000), Emotion.SAD),
                outcome(FILE.segment(1000, 3000), Emotion.SAD),
                outcome(FILE.segment(1200, 1500), Emotion.SAD)));

    assertThat(row.seconds()).isEqualTo(3);
  }

  @Test
  void aWholeFileHasNoLengthAndNothingScoredHasNoShares() {
    assertThat(FileOutcome.of(FILE.uri(), List.of(outcome(FILE, Emotion.FEAR))).seconds()).isNull();

    ArchiveRow nothing = FileOutcome.of(FILE.uri(), List.of(outcome(FILE, null)));
    assertThat(nothing.rejected()).isEqualTo(1);
    assertThat(nothing.shares()).containsOnly(0);
    assertThat(nothing.moments()).isEmpty();
  }
}
