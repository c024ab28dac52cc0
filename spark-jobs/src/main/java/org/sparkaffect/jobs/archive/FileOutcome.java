package org.sparkaffect.jobs.archive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.jobs.table.ArchiveRow;

/** From the clips of a file to its row of the table {@code archive}. */
final class FileOutcome {
  private FileOutcome() {}

  static ArchiveRow of(String uri, Iterable<ClipOutcome> clips) {
    List<ClipOutcome> scored = new ArrayList<>();
    long all = 0;
    for (ClipOutcome clip : clips) {
      all++;
      if (clip.fused() != null) {
        scored.add(clip);
      }
    }
    scored.sort(Comparator.comparing(ClipOutcome::startMs).thenComparing(each -> each.clip().id()));
    double[] shares = new double[Emotion.values().length];
    for (ClipOutcome clip : scored) {
      shares[clip.fused().predicted().ordinal()] += 1.0 / scored.size();
    }
    return new ArchiveRow(
        uri,
        all,
        all - scored.size(),
        seconds(scored),
        shares,
        scored.stream()
            .map(each -> new ArchiveRow.Moment(each.startMs(), each.fused().probabilities()))
            .toList());
  }

  /** Where clips overlap, what they share counts once. */
  private static Double seconds(List<ClipOutcome> scored) {
    long covered = 0;
    long until = 0;
    for (ClipOutcome clip : scored) {
      if (clip.clip().endMs() == null) {
        return null;
      }
      covered += Math.max(0, clip.clip().endMs() - Math.max(until, clip.startMs()));
      until = Math.max(until, clip.clip().endMs());
    }
    return covered / 1000.0;
  }
}
