package org.sparkaffect.jobs.table;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a second command out of a workspace, where it would clear away what the first one stages.
 * The holder writes a file anew every few seconds. One that is dead is followed at once if it was
 * of this machine, else when its file has not changed for a while.
 */
public final class WorkspaceLock implements AutoCloseable {
  /** How soon others see that a holder lives, and for how long they look. */
  record Pace(Duration beat, Duration patience) {}

  private static final Logger log = LoggerFactory.getLogger(WorkspaceLock.class);

  /** A minute is longer than a collection of garbage or a failover of HDFS takes. */
  private static final Pace PACE = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(60));

  private final Workspace workspace;
  private final LockHolder own;
  private final Pace pace;
  private final Consumer<LockHolder> lost;
  private final boolean made;
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(WorkspaceLock::daemon);

  private long written;

  private WorkspaceLock(Workspace workspace, String job, Pace pace, Consumer<LockHolder> lost)
      throws WorkspaceException {
    this.workspace = workspace;
    this.own = LockHolder.here(job);
    this.pace = pace;
    this.lost = lost;
    this.made = !workspace.exists();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "workspace-lock");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Waits while it is not known whether another holder lives.
   *
   * @param job what holds it, for others to read
   * @param lost is told who took over because this process was not heard of; nothing may be changed
   *     any more then
   * @throws WorkspaceException where another holder lives
   */
  public static WorkspaceLock take(Workspace workspace, String job, Consumer<LockHolder> lost)
      throws IOException {
    return take(workspace, job, PACE, lost);
  }

  static WorkspaceLock take(Workspace workspace, String job, Pace pace, Consumer<LockHolder> lost)
      throws IOException {
    WorkspaceLock lock = new WorkspaceLock(workspace, job, pace, lost);
    Optional<String> left = lock.awaitEndOfOther();
    if (left.isPresent() && lock.read().equals(left)) {
      workspace.remove(workspace.lock());
    }
    if (!workspace.create(workspace.lock(), lock.line())) {
      throw lock.inUse("a command that began in the same moment");
    }
    // the first beat is soon, as some file systems let two create a file
    long millis = pace.beat().toMillis();
    lock.beats.scheduleAtFixedRate(lock::beat, millis / 10, millis, TimeUnit.MILLISECONDS);
    return lock;
  }

  /** What it left there, if anything. */
  private Optional<String> awaitEndOfOther() throws IOException {
    Optional<String> before = read();
    Optional<LockHolder> holder = before.flatMap(LockHolder::parse);
    if (before.isEmpty() || holder.map(LockHolder::isGone).orElse(false)) {
      return before;
    }
    String name = holder.map(LockHolder::toString).orElse("another process");
    log.info("{} has the workspace; waits to see whether it lives", name);
    long end = System.nanoTime() + pace.patience().toNanos();
    while (System.nanoTime() < end) {
      pause(pace.patience().dividedBy(100));
      Optional<String> now = read();
      if (now.isEmpty() || holder.map(LockHolder::isGone).orElse(false)) {
        return now;
      }
      if (!now.equals(before)) {
        throw inUse(name);
      }
    }
    log.warn("{} was not heard of for {} s and is followed", name, pace.patience().toSeconds());
    return before;
  }

  private WorkspaceException inUse(String name) {
    return new WorkspaceException(
        "the workspace %s is in use by %s; wait for its end, or name another workspace"
            .formatted(workspace, name));
  }

  private static void pause(Duration time) throws InterruptedIOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new InterruptedIOException("the job was interrupted");
    }
  }

  private Optional<String> read() throws WorkspaceException {
    return workspace.read(workspace.lock()).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private byte[] line() {
    return own.line(written++).getBytes(StandardCharsets.UTF_8);
  }

  /** Who holds it if it is not this process. */
  private Optional<LockHolder> other() throws WorkspaceException {
    return read().flatMap(LockHolder::parse).filter(holder -> !holder.id().equals(own.id()));
  }

  private void beat() {
    try {
      Optional<LockHolder> other = other();
      if (other.isPresent()) {
        lost.accept(other.get());
      } else {
        workspace.overwrite(workspace.lock(), line());
      }
    } catch (IOException | RuntimeException e) {
      log.warn("it could not be told that this process lives: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    beats.shutdown();
    try {
      beats.awaitTermination(1, TimeUnit.MINUTES); // a beat would write the file anew
      if (other().isEmpty()) {
        workspace.unlock(made);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (WorkspaceException e) { // the next command sees that this process has ended
      log.warn("the lock was not removed: {}", e.getMessage());
    }
  }
}
