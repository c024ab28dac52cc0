package org.sparkaffect.jobs.cluster;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how far a job is: in a line that moves on a terminal, in plain lines of the log elsewhere.
 */
public final class Progress implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Progress.class);
  private static final long TERMINAL_MS = 500;
  private static final long LOG_MS = 30_000;

  private final long begin = System.nanoTime();
  private final String job;
  private final long total;
  private final TaskCounter done;
  private final TaskCounter rejected;
  private final ScheduledExecutorService clock;
  private final boolean terminal;

  /**
   * @param total clips that there are to do
   */
  public Progress(String job, long total, SparkContext spark) {
    this.job = job;
    this.total = total;
    this.done = new TaskCounter(spark);
    this.rejected = new TaskCounter(spark);
    this.terminal = System.console() != null;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    long period = terminal ? TERMINAL_MS : LOG_MS;
    Consumer<String> show = terminal ? line -> overwrite(System.err, line) : log::info;
    clock.scheduleAtFixedRate(() -> show.accept(line()), period, period, TimeUnit.MILLISECONDS);
  }

  /** Counts the clips that tasks took in hand, rejected ones among them. */
  public LongAccumulator done() {
    return done.accumulator();
  }

  /** Counts the rejected among them. */
  public LongAccumulator rejected() {
    return rejected.accumulator();
  }

  private static void overwrite(PrintStream terminal, String line) {
    terminal.print("\r\u001b[K" + line);
    terminal.flush();
  }

  private String line() {
    return line(job, done.value(), rejected.value(), total, System.nanoTime() - begin);
  }

  static String line(String job, long done, long rejected, long total, long nanos) {
    double perSecond = done * 1e9 / nanos;
    String left = done == 0 ? "unknown" : duration(Math.round((total - done) / perSecond));
    return "%s: %d of %d clips, %d rejected, %.1f clips/s, time left %s"
        .formatted(job, done, total, rejected, perSecond, left);
  }

  /** Seconds as h:mm:ss. */
  static String duration(long seconds) {
    return "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    done.close();
    rejected.close();
    if (terminal) {
      overwrite(System.err, "");
    }
  }
}
