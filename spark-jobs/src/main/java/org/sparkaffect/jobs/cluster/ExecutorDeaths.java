package org.sparkaffect.jobs.cluster;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Keeps which attempts at tasks were lost with their executor, and what the executor died of. */
public final class ExecutorDeaths extends SparkListener implements AutoCloseable {
  /**
   * What an executor died of.
   *
   * @param cause in Spark's words
   * @param crash whether it may have died of what it did: it was not killed, as far as is known
   */
  public record Death(String cause, boolean crash) {
    static Death of(String cause, boolean causedByApp) {
      Matcher code = EXIT_CODE.matcher(cause);
      boolean crashed = !code.find() || CRASHES.contains(Integer.parseInt(code.group(1)));
      return new Death(cause, causedByApp && crashed);
    }
  }

  /** Signals by which a process ends that did something wrong: ILL, ABRT, BUS, FPE, SEGV. */
  private static final Set<Integer> CRASHES = Set.of(128 + 4, 128 + 6, 128 + 7, 128 + 8, 128 + 11);

  /** As standalone clusters ("exited with code 134"), YARN ("Exit status: 134") and others say. */
  private static final Pattern EXIT_CODE =
      Pattern.compile("\\b(?:code|status)[ :(]+(\\d+)", Pattern.CASE_INSENSITIVE);

  private static final long PATIENCE_MS = 10_000;

  private final SparkContext spark;
  private final Map<Long, Death> deaths = new ConcurrentHashMap<>();
  private final Set<Integer> endedJobs = ConcurrentHashMap.newKeySet();

  public ExecutorDeaths(SparkContext spark) {
    this.spark = spark;
    spark.addSparkListener(this);
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd end) {
    if (end.reason() instanceof ExecutorLostFailure lost) {
      String cause = lost.reason().getOrElse(() -> "cause unknown");
      deaths.put(end.taskInfo().taskId(), Death.of(cause, lost.exitCausedByApp()));
    }
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd end) {
    endedJobs.add(end.jobId());
    notifyAll();
  }

  /** Waits until all is known of jobs that have ended, as listeners are told a little later. */
  public synchronized void awaitEnd(Collection<Integer> jobs) {
    long end = System.currentTimeMillis() + PATIENCE_MS;
    try {
      for (long rest = PATIENCE_MS; !endedJobs.containsAll(jobs) && rest > 0; ) {
        wait(rest);
        rest = end - System.currentTimeMillis();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The death of the executor that had an attempt; empty where it lives. */
  public Optional<Death> of(long attempt) {
    return Optional.ofNullable(deaths.get(attempt));
  }

  @Override
  public void close() {
    spark.removeSparkListener(this);
  }
}
