package org.sparkaffect.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // a lock works by being open
class WorkspaceLockTest {
  private static final Duration BEAT = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final LockHolder ELSEWHERE =
      new LockHolder("id", "elsewhere", 7, "node7", Instant.EPOCH, "train");

  @TempDir Path root;

  private final List<LockHolder> followers = new CopyOnWriteArrayList<>();

  private Path file;

  @BeforeEach
  void make() throws IOException {
    file = Files.createDirectory(root.resolve(".staging")).resolve("lock");
  }

  private WorkspaceLock take() throws IOException {
    return take(PATIENCE);
  }

  private WorkspaceLock take(Duration patience) throws IOException {
    Workspace workspace =
        new Workspace(new org.apache.hadoop.fs.Path(root.toUri()), new Configuration());
    return WorkspaceLock.take(
        workspace, "extract", new WorkspaceLock.Pace(BEAT, patience), followers::add);
  }

  private static LockHolder ofProcess(long pid) {
    return new LockHolder(
        "id", LockHolder.here("train").machine(), pid, "here", Instant.EPOCH, "train");
  }

  private long nanosToTake() throws IOException {
    long begin = System.nanoTime();
    take().close();
    return System.nanoTime() - begin;
  }

  @Test
  void isThereWhileItIsHeldAndChanges() throws Exception {
    try (WorkspaceLock lock = take()) {
      awaitBeat();
    }

    assertThat(root.resolve(".staging")).doesNotExist();
  }

  private void awaitBeat() throws Exception {
    String before = Files.readString(file);
    while (Files.readString(file).equals(before) || Files.size(file) == 0) {
      Thread.sleep(5);
    }
  }

  @Test
  void isTakenAtOnceFromTheDeadOfThisMachine() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.writeString(file, ofProcess(dead.pid()).line(0));

    long begin = System.nanoTime();
    take(Duration.ofMinutes(1)).close();

    assertThat(System.nanoTime() - begin).isLessThan(Duration.ofSeconds(30).toNanos());
  }

  /** As a machine that lost its power leaves it, or a process that was killed in writing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "id\telse",
        "a\tb\tc\td\te\tf\tg\n",
        "id\tm\t7\tnode7\t1970-01-01T00:00:00Z\ttrain\t3\n"
      })
  void isTakenFromWhoeverIsNotHeardOf(String content) throws IOException {
    Files.writeString(file, content);

    assertThat(nanosToTake()).isGreaterThan(PATIENCE.toNanos());
  }

  @Test
  void isTakenFromAProcessThatHasTheNumberOfADeadOne() throws IOException {
    Files.writeString(
        file, ofProcess(ProcessHandle.current().parent().orElseThrow().pid()).line(0));

    assertThat(nanosToTake()).isGreaterThan(PATIENCE.toNanos());
  }

  @Test
  void isRefusedWhileAnotherHoldsIt() throws IOException {
    AtomicLong beat = new AtomicLong();
    Files.writeString(file, ELSEWHERE.line(beat.get()));
    ScheduledExecutorService other = Executors.newSingleThreadScheduledExecutor();
    try {
      other.scheduleAtFixedRate(
          () -> {
            try {
              Files.writeString(file, ELSEWHERE.line(beat.incrementAndGet()));
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          },
          100,
          100,
          TimeUnit.MILLISECONDS);
      assertThatThrownBy(() -> take(Duration.ofSeconds(30)))
          .isInstanceOf(WorkspaceException.class)
          .hasMessage(
              "the workspace %s is in use by train (process 7 on node7, since 1970-01-01T00:00:00Z); wait for its end, or name another workspace",
              new org.apache.hadoop.fs.Path(root.toUri()));
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void whoWasFollowedIsToldAndLeavesTheOtherAlone() throws Exception {
    try (WorkspaceLock lock = take()) {
      while (followers.isEmpty()) { // a beat may come between its looking and its writing
        Files.writeString(file, ELSEWHERE.line(0));
        Thread.sleep(BEAT.toMillis());
      }
      Thread.sleep(3 * BEAT.toMillis());
      assertThat(followers).containsOnly(ELSEWHERE);
    }

    assertThat(file).hasContent(ELSEWHERE.line(0).strip());
  }
}
