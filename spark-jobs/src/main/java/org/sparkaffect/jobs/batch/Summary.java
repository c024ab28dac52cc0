package org.sparkaffect.jobs.batch;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.clip.RejectReason;

/** What a job's clips came to. */
public final class Summary {
  private final Map<String, Map<RejectReason, Long>> reasons = new LinkedHashMap<>();
  private long clips;
  private long nanosOfTasks;

  /**
   * @param stages what was tried with each clip
   */
  Summary(List<String> stages) {
    stages.forEach(stage -> reasons.put(stage, new EnumMap<>(RejectReason.class)));
  }

  void add(List<Clip> clipsOfBatch, List<Reject> rejects, long nanos) {
    clips += clipsOfBatch.size();
    nanosOfTasks += nanos;
    for (Reject reject : rejects) {
      reasons.get(reject.stage()).merge(reject.reason(), 1L, Long::sum);
    }
  }

  /** What was tried with each clip. */
  public Set<String> stages() {
    return Collections.unmodifiableSet(reasons.keySet());
  }

  public long clips() {
    return clips;
  }

  /** How many clips a stage rejected. */
  public long rejected(String stage) {
    return reasons.get(stage).values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many clips each stage rejected. */
  public Map<String, Long> rejected() {
    return reasons.keySet().stream().collect(Collectors.toMap(stage -> stage, this::rejected));
  }

  /** Time that tasks took, all together. */
  public long nanosOfTasks() {
    return nanosOfTasks;
  }

  /** Whether not one clip of those seen could even be decoded. */
  public boolean nothingReadable() {
    return clips > 0
        && reasons.keySet().stream().allMatch(stage -> rejected(stage) == clips)
        && reasons.values().stream().noneMatch(of -> of.containsKey(RejectReason.NO_FACE));
  }

  /** The rejected for people, as in {@code faces rejected 3 (EMPTY 2, NO_FACE 1), ...}. */
  public String rejects() {
    return reasons.keySet().stream()
        .map(stage -> "%s rejected %d%s".formatted(stage, rejected(stage), commonest(stage)))
        .collect(Collectors.joining(", "));
  }

  private String commonest(String stage) {
    Map<RejectReason, Long> counts = reasons.get(stage);
    return counts.isEmpty()
        ? ""
        : counts.entrySet().stream()
            .sorted(Comparator.comparing(Map.Entry<RejectReason, Long>::getValue).reversed())
            .limit(3)
            .map(reason -> reason.getKey() + " " + reason.getValue())
            .collect(Collectors.joining(", ", " (", ")"));
  }
}
