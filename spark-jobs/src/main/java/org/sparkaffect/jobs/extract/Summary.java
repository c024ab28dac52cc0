package org.sparkaffect.jobs.extract;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.clip.RejectReason;

/** What an extraction came to. */
public final class Summary {
  private final Map<RejectReason, Long> reasons = new EnumMap<>(RejectReason.class);
  private long clips;
  private long rejected;
  private long frames;
  private long nanosOfTasks;

  public void add(TaskResult result) {
    clips += result.clips().size();
    rejected += result.rejects().size();
    frames += result.frames();
    nanosOfTasks += result.nanos();
    for (Reject reject : result.rejects()) {
      reasons.merge(reject.reason(), 1L, Long::sum);
    }
  }

  public long clips() {
    return clips;
  }

  public long rejected() {
    return rejected;
  }

  /** Whether not one clip of those seen could even be decoded. */
  public boolean nothingReadable() {
    return clips > 0 && rejected == clips && !reasons.containsKey(RejectReason.NO_FACE);
  }

  /**
   * One line for people.
   *
   * @param nanos wall time of the whole job
   * @param taskCpus cores that a task has
   */
  public String line(long nanos, int taskCpus) {
    double seconds = nanos / 1e9;
    double coreSeconds = Math.max(1, nanosOfTasks) / 1e9 * taskCpus;
    return "%d clips in %.1f s (%.1f clips/s, %.0f decoded frames/s a core), %d rejected%s"
        .formatted(clips, seconds, clips / seconds, frames / coreSeconds, rejected, commonest());
  }

  private String commonest() {
    List<String> most =
        reasons.entrySet().stream()
            .sorted(Comparator.comparing(Map.Entry<RejectReason, Long>::getValue).reversed())
            .limit(3)
            .map(reason -> reason.getKey() + " " + reason.getValue())
            .toList();
    return most.stream().collect(Collectors.joining(", ", most.isEmpty() ? "" : ": ", ""));
  }
}
