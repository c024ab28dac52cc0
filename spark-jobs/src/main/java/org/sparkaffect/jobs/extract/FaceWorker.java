package org.sparkaffect.jobs.extract;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.util.LongAccumulator;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.face.FaceFinder;
import org.sparkaffect.jobs.batch.Expendable;
import org.sparkaffect.jobs.batch.Expendable.Hands;
import org.sparkaffect.jobs.batch.TaskOutput;
import org.sparkaffect.jobs.batch.Work;
import org.sparkaffect.jobs.table.FacesRow;
import org.sparkaffect.jobs.table.FacesTable;

/** Extracts faces on a thread that can be left behind, since decoders may hang. */
final class FaceWorker implements Work.Worker<FileClips> {
  /** A decoder that still answers gives up by itself at the limit: it is given that long to. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final FaceSettings settings;
  private final int cpus;
  private final Configuration hadoop;
  private final LongAccumulator frames;
  private final FacesTable table = new FacesTable();
  private Expendable<FaceFinder> thread;

  FaceWorker(FaceSettings settings, int cpus, Configuration hadoop, LongAccumulator frames) {
    this.settings = settings;
    this.cpus = cpus;
    this.hadoop = hadoop;
    this.frames = frames;
    this.thread = begin();
  }

  private Expendable<FaceFinder> begin() {
    return new Expendable<>(() -> new FaceFinder(settings.smallest()));
  }

  @Override
  public void take(FileClips file, TaskOutput output) throws RejectedException, IOException {
    try {
      thread.run(
          (finder, hands) -> extraction(finder).extract(file, new Relay(output, hands)),
          settings.limits().maxTime().plus(GRACE));
    } catch (TimeoutException e) {
      thread.close();
      thread = begin();
      throw new RejectedException(
          RejectReason.TOO_SLOW, e.getMessage() + ", so its thread was left behind", e);
    } catch (ExecutionException e) {
      rethrow(e.getCause());
    }
  }

  private static void rethrow(Throwable cause) throws RejectedException, IOException {
    if (cause instanceof RejectedException rejected) {
      throw rejected;
    }
    if (cause instanceof IOException io) {
      throw io;
    }
    if (cause instanceof RuntimeException bug) {
      throw bug;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    throw new IllegalStateException(cause);
  }

  private FaceExtraction extraction(FaceFinder finder) {
    return new FaceExtraction(
        finder, settings.encoding(), settings.limits(), settings.segments(), cpus, hadoop);
  }

  @Override
  public void close() {
    thread.close();
  }

  /** Hands what the thread finds over to the task. */
  private final class Relay implements FaceExtraction.Output {
    private final TaskOutput output;
    private final Hands hands;

    Relay(TaskOutput output, Hands hands) {
      this.output = output;
      this.hands = hands;
    }

    @Override
    public void cut(Clip clip, List<Clip> parts) {
      hands.over(() -> output.cut(clip, parts));
    }

    @Override
    public void row(FacesRow row) throws IOException {
      hands.over(
          () -> {
            output.write(table, row);
            output.done(row.clip());
            frames.add(row.frames());
          });
    }

    @Override
    public void reject(Clip clip, RejectedException why) {
      hands.over(() -> output.reject(clip, why));
    }
  }
}
