package org.sparkaffect.jobs.cluster;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line that moves on a terminal, and is a plain line of the log now and then elsewhere. */
public final class StatusLine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StatusLine.class);
  private static final long TERMINAL_MS = 500;
  private static final long LOG_MS = 30_000;

  private final ScheduledExecutorService clock;
  private final boolean terminal = System.console() != null;

  /**
   * @param line how things stand; asked by a thread of its own
   */
  public StatusLine(Supplier<String> line) {
    clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    long period = terminal ? TERMINAL_MS : LOG_MS;
    Consumer<String> show = terminal ? text -> overwrite(System.err, text) : log::info;
    clock.scheduleAtFixedRate(() -> show.accept(line.get()), period, period, TimeUnit.MILLISECONDS);
  }

  private static void overwrite(PrintStream terminal, String line) {
    terminal.print("\r\u001b[K" + line);
    terminal.flush();
  }

  /** Seconds as h:mm:ss. */
  public static String duration(long seconds) {
    return "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  @Override
  public void close() {
    clock.shutdownNow();
    if (terminal) {
      overwrite(System.err, "");
    }
  }
}
