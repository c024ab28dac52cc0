package org.sparkaffect.jobs.batch;

import java.io.Serializable;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/**
 * What tasks count. Spark's web UI shows each count by name, of all tasks of a stage and of one.
 */
final class TaskCounters implements Serializable {
  private static final long serialVersionUID = 1L;

  private final LongAccumulator clips;
  private final LongAccumulator rejectedClips;
  private final Map<String, LongAccumulator> done = new HashMap<>();
  private final Map<String, LongAccumulator> rejected = new HashMap<>();

  /**
   * @param stages of the job, each with counts of its own
   * @param clips counts those that were in hand, {@code rejectedClips} those of them of which a
   *     stage or more was rejected
   */
  TaskCounters(
      String job,
      Collection<String> stages,
      LongAccumulator clips,
      LongAccumulator rejectedClips,
      SparkContext spark) {
    this.clips = clips;
    this.rejectedClips = rejectedClips;
    for (String stage : stages) {
      done.put(stage, spark.longAccumulator(job + ": " + stage));
      rejected.put(stage, spark.longAccumulator(job + ": rejected " + stage));
    }
  }

  void clips(long count, long rejectedOfThem) {
    clips.add(count);
    rejectedClips.add(rejectedOfThem);
  }

  void done(String stage) {
    done.get(stage).add(1);
  }

  void rejected(String stage) {
    rejected.get(stage).add(1);
  }

  /** The task has done nothing after all. */
  void reset() {
    clips.reset();
    rejectedClips.reset();
    done.values().forEach(LongAccumulator::reset);
    rejected.values().forEach(LongAccumulator::reset);
  }
}
