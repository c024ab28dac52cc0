package org.sparkaffect.jobs.batch;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.clip.RejectReason;

/** What a job's clips came to. */
public final class Summary {
  private final Map<RejectReason, Long> reasons = new EnumMap<>(RejectReason.class);
  private long clips;
  private long rejected;
  private long nanosOfTasks;

  void add(List<Clip> clipsOfBatch, List<Reject> rejects, long nanos) {
    clips += clipsOfBatch.size();
    rejected += rejects.size();
    nanosOfTasks += nanos;
    for (Reject reject : rejects) {
      reasons.merge(reject.reason(), 1L, Long::sum);
    }
  }

  public long clips() {
    return clips;
  }

  public long rejected() {
    return rejected;
  }

  /** Time that tasks took, all together. */
  public long nanosOfTasks() {
    return nanosOfTasks;
  }

  /** Whether not one clip of those seen could even be decoded. */
  public boolean nothingReadable() {
    return clips > 0 && rejected == clips && !reasons.containsKey(RejectReason.NO_FACE);
  }

  /** The rejected for people, as in {@code 3 rejected: EMPTY 2, NO_FACE 1}. */
  public String rejects() {
    List<String> most =
        reasons.entrySet().stream()
            .sorted(Comparator.comparing(Map.Entry<RejectReason, Long>::getValue).reversed())
            .limit(3)
            .map(reason -> reason.getKey() + " " + reason.getValue())
            .toList();
    return most.stream()
        .collect(
            Collectors.joining(", ", rejected + " rejected" + (most.isEmpty() ? "" : ": "), ""));
  }
}
