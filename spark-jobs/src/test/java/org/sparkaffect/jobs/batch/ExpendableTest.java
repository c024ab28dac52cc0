package org.sparkaffect.jobs.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class ExpendableTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(500);

  /** Knows which threads made and closed it. */
  private static final class Resource implements AutoCloseable {
    final Thread madeOn = Thread.currentThread();
    final CountDownLatch closed = new CountDownLatch(1);
    volatile Thread closedOn;

    @Override
    public void close() {
      closedOn = Thread.currentThread();
      closed.countDown();
    }
  }

  private final AtomicReference<Resource> made = new AtomicReference<>();

  private Expendable<Resource> expendable() {
    return new Expendable<>(
        () -> {
          made.set(new Resource());
          return made.get();
        });
  }

  @Test
  void workRunsOnItsThreadAndWhatItHandsOverOnTheOneThatWaits() throws Exception {
    AtomicReference<Thread> worked = new AtomicReference<>();
    AtomicReference<Thread> stepped = new AtomicReference<>();
    AtomicInteger steps = new AtomicInteger();
    try (Expendable<Resource> expendable = expendable()) {
      for (int run = 0; run < 2; run++) {
        expendable.run(
            (resource, hands) -> {
              worked.set(Thread.currentThread());
              for (int i = 0; i < 3; i++) {
                hands.over(() -> stepped.set(Thread.currentThread()));
                hands.over(steps::incrementAndGet);
              }
            },
            LONG);
      }
    }

    assertThat(stepped).hasValue(Thread.currentThread());
    assertThat(steps).hasValue(6);
    assertThat(worked.get()).isNotSameAs(Thread.currentThread()).isSameAs(made.get().madeOn);
    assertThat(made.get().closedOn).isSameAs(worked.get());
  }

  static List<Throwable> exceptions() {
    return List.of(
        new IOException("disk"),
        new InterruptedException("work"),
        new IllegalStateException("bug"),
        new OutOfMemoryError("memory"));
  }

  private static void raise(Throwable thrown) throws Exception {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (Exception) thrown;
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void whatIsThrownComesThroughAsItIs(Throwable thrown) throws Exception {
    AtomicReference<Throwable> atWork = new AtomicReference<>();
    try (Expendable<Resource> expendable = expendable()) {
      assertThatThrownBy(() -> expendable.run((resource, hands) -> raise(thrown), LONG))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isSameAs(thrown);
      assertThatThrownBy(
              () ->
                  expendable.run(
                      (resource, hands) -> {
                        atWork.set(catchThrowable(() -> hands.over(() -> raise(thrown))));
                        raise(atWork.get());
                      },
                      LONG))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isSameAs(thrown);
      assertThat(atWork).hasValue(thrown);
      expendable.run((resource, hands) -> hands.over(() -> atWork.set(null)), LONG);
      assertThat(atWork).as("it goes on").hasValue(null);
    }
    Callable<Resource> open =
        () -> {
          raise(thrown);
          return null;
        };
    try (Expendable<Resource> expendable = new Expendable<>(open)) {
      assertThatThrownBy(() -> expendable.run((resource, hands) -> {}, LONG))
          .isInstanceOf(ExecutionException.class)
          .cause()
          .isSameAs(thrown);
    }
  }

  @Test
  void signsOfLifeKeepItAliveBeyondThePatience() throws Exception {
    AtomicInteger steps = new AtomicInteger();
    try (Expendable<Resource> expendable = expendable()) {
      expendable.run(
          (resource, hands) -> {
            while (steps.get() < 8) {
              Thread.sleep(SHORT.toMillis() / 4);
              hands.over(steps::incrementAndGet);
            }
          },
          SHORT);
    }

    assertThat(steps).hasValue(8);
  }

  @Test
  void workThatHangsIsLeftBehindAndRefusedWhenItComesBack() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    AtomicReference<Throwable> refused = new AtomicReference<>();
    AtomicInteger steps = new AtomicInteger();
    Expendable<Resource> expendable = expendable();
    long begin = System.nanoTime();

    assertThatThrownBy(
            () ->
                expendable.run(
                    (resource, hands) -> {
                      while (hanging.getCount() > 0) {
                        Thread.onSpinWait(); // as native code, which no interrupt ends
                      }
                      Thread.interrupted();
                      refused.set(catchThrowable(() -> hands.over(steps::incrementAndGet)));
                    },
                    SHORT))
        .isInstanceOf(TimeoutException.class)
        .hasMessage("no sign of life for 0 s");
    expendable.close();

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(SHORT, LONG.dividedBy(2));
    Resource left = made.get();
    assertThat(left.closedOn).isNull();
    try (Expendable<Resource> next = expendable()) {
      next.run((resource, hands) -> hands.over(steps::incrementAndGet), LONG);
    }
    assertThat(steps).hasValue(1);
    assertThat(left.closedOn).isNull();

    hanging.countDown();
    left.closed.await();
    assertThat(refused.get()).isInstanceOf(Error.class);
    assertThat(steps).as("nothing was handed over").hasValue(1);
    assertThat(left.closedOn).isSameAs(left.madeOn).isNotSameAs(made.get().madeOn);
  }

  @Test
  void aTaskThatIsKilledEndsTheWaitAndInterruptsTheWork() throws Exception {
    Thread task = Thread.currentThread();
    CountDownLatch noticed = new CountDownLatch(1);
    Expendable<Resource> expendable = expendable();

    assertThatThrownBy(
            () ->
                expendable.run(
                    (resource, hands) -> {
                      task.interrupt();
                      try {
                        Thread.sleep(LONG.toMillis());
                      } catch (InterruptedException e) {
                        noticed.countDown();
                      }
                    },
                    LONG))
        .isInstanceOf(InterruptedIOException.class);
    expendable.close();

    noticed.await();
    made.get().closed.await();
  }

  @Test
  void nothingIsMadeWhereThereWasNoWork() {
    expendable().close();

    assertThat(made).hasValue(null);
  }
}
