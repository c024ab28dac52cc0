package org.sparkaffect.jobs.batch;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A thread for native code, which nothing can stop. Where it gives no sign of life for too long, it
 * is left behind with the resource that it works with, and closes that should it ever come back.
 *
 * @param <R> what it works with, made, used and closed on the thread alone
 */
public final class Expendable<R extends AutoCloseable> implements AutoCloseable {
  /** Work on the thread. */
  public interface Task<R> {
    void run(R resource, Hands hands) throws Exception;
  }

  /** Hands steps of work to the thread that waits for its end. */
  public interface Hands {
    /** Runs a step on the waiting thread, and waits for it in turn. It is a sign of life. */
    <E extends Exception> void over(Step<E> step) throws E;
  }

  /** What is handed over. */
  public interface Step<E extends Exception> {
    void run() throws E;
  }

  /** Unwinds work that nobody waits for any more. */
  private static final class LeftBehind extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final long OFFER_MS = 100;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread each = new Thread(work, Thread.currentThread().getName() + " (expendable)");
            each.setDaemon(true);
            return each;
          });
  private final SynchronousQueue<FutureTask<?>> handed = new SynchronousQueue<>();
  private final Callable<R> open;
  private R resource; // of the thread alone
  private final Hands hands =
      new Hands() {
        @Override
        public <E extends Exception> void over(Step<E> step) throws E {
          handOver(step);
        }
      };
  private volatile boolean leftBehind;

  /**
   * @param open makes the resource, when it is first needed
   */
  public Expendable(Callable<R> open) {
    this.open = open;
  }

  /**
   * Runs work and waits for its end.
   *
   * @param patience longest time without a sign of life
   * @throws TimeoutException if there was none; this cannot be used any more
   * @throws ExecutionException what the work threw, or the making of its resource
   */
  public void run(Task<R> work, Duration patience)
      throws TimeoutException, ExecutionException, InterruptedIOException {
    FutureTask<?> end = new FutureTask<>(() -> null);
    Future<?> running =
        thread.submit(
            () -> {
              try {
                work.run(opened(), hands);
              } finally {
                offer(end);
              }
              return null;
            });
    try {
      for (FutureTask<?> step = next(patience); step != end; step = next(patience)) {
        step.run();
      }
      running.get();
    } catch (TimeoutException e) {
      leave(running);
      throw e;
    } catch (InterruptedException e) {
      leave(running);
      throw new InterruptedIOException("the task was killed");
    }
  }

  private R opened() throws Exception {
    if (resource == null) {
      resource = open.call();
    }
    return resource;
  }

  private FutureTask<?> next(Duration patience) throws InterruptedException, TimeoutException {
    FutureTask<?> step = handed.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
    if (step == null) {
      throw new TimeoutException("no sign of life for %d s".formatted(patience.toSeconds()));
    }
    return step;
  }

  private void leave(Future<?> running) {
    leftBehind = true;
    running.cancel(true); // native code will not notice
  }

  @SuppressWarnings("unchecked") // a step throws nothing else
  private <E extends Exception> void handOver(Step<E> step) throws E {
    FutureTask<?> task =
        new FutureTask<>(
            () -> {
              step.run();
              return null;
            });
    offer(task);
    try {
      task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (E) e.getCause();
    } catch (InterruptedException e) {
      throw new LeftBehind();
    }
  }

  private void offer(FutureTask<?> step) {
    try {
      while (!leftBehind && !handed.offer(step, OFFER_MS, TimeUnit.MILLISECONDS)) {
        // the other thread is about to wait
      }
    } catch (InterruptedException e) {
      throw new LeftBehind();
    }
    if (leftBehind) {
      throw new LeftBehind();
    }
  }

  /** Closes the resource: now, or when work that was left behind comes back. */
  @Override
  public void close() {
    Future<?> closed =
        thread.submit(
            () -> {
              if (resource != null) {
                resource.close();
              }
              return null;
            });
    thread.shutdown();
    try {
      if (!leftBehind) {
        closed.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
