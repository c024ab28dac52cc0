package org.sparkaffect.jobs.cluster;

import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;

/** Tells how far a job is that takes clips in hand. */
public final class Progress implements AutoCloseable {
  private final long begin = System.nanoTime();
  private final String job;
  private final long total;
  private final TaskCounter done;
  private final TaskCounter rejected;
  private final StatusLine status;

  /**
   * @param total clips that there are to do
   */
  public Progress(String job, long total, SparkContext spark) {
    this.job = job;
    this.total = total;
    this.done = new TaskCounter(job + ": clips", spark);
    this.rejected = new TaskCounter(job + ": rejected clips", spark);
    this.status = new StatusLine(this::line);
  }

  /** Counts the clips that tasks took in hand, rejected ones among them. */
  public LongAccumulator done() {
    return done.accumulator();
  }

  /** Counts the rejected among them. */
  public LongAccumulator rejected() {
    return rejected.accumulator();
  }

  private String line() {
    return line(job, done.value(), rejected.value(), total, System.nanoTime() - begin);
  }

  static String line(String job, long done, long rejected, long total, long nanos) {
    double perSecond = done * 1e9 / nanos;
    String left =
        done == 0 ? "unknown" : StatusLine.duration(Math.round((total - done) / perSecond));
    return "%s: %d of %d clips, %d rejected, %.1f clips/s, time left %s"
        .formatted(job, done, total, rejected, perSecond, left);
  }

  @Override
  public void close() {
    status.close();
    done.close();
    rejected.close();
  }
}
