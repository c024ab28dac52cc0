package org.sparkaffect.jobs.extract;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.jobs.batch.Expendable;
import org.sparkaffect.jobs.batch.Expendable.Hands;
import org.sparkaffect.jobs.batch.TaskOutput;
import org.sparkaffect.jobs.batch.Work;
import org.sparkaffect.jobs.table.AcousticsRow;
import org.sparkaffect.jobs.table.FacesRow;

/** Extracts files on a thread that can be left behind, since decoders may hang. */
public final class ExtractWorker implements Work.Worker<FileClips> {
  /** A decoder that still answers gives up by itself at the limit: it is given that long to. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final ExtractSettings settings;
  private final int cpus;
  private final Configuration hadoop;
  private final Rows rows;
  private Expendable<Models> thread;

  /** Takes what is extracted, on the thread of the task. */
  public interface Rows {
    void faces(FacesRow row, TaskOutput output) throws IOException;

    void acoustics(AcousticsRow row, TaskOutput output) throws IOException;
  }

  public ExtractWorker(ExtractSettings settings, int cpus, Configuration hadoop, Rows rows) {
    this.settings = settings;
    this.cpus = cpus;
    this.hadoop = hadoop;
    this.rows = rows;
    this.thread = begin();
  }

  private Expendable<Models> begin() {
    return new Expendable<>(() -> new Models(settings.faces()));
  }

  @Override
  public void take(FileClips file, TaskOutput output) throws RejectedException, IOException {
    try {
      thread.run(
          (models, hands) -> extraction(models).extract(file, new Relay(output, hands)),
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

  private FileExtraction extraction(Models models) {
    return new FileExtraction(settings, models, cpus, hadoop);
  }

  @Override
  public void close() {
    thread.close();
  }

  /** Hands what the thread finds over to the task. */
  private final class Relay implements FileExtraction.Output {
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
    public void faces(FacesRow row) throws IOException {
      hands.over(
          () -> {
            rows.faces(row, output);
            output.done(row.clip(), Stage.FACES);
          });
    }

    @Override
    public void acoustics(AcousticsRow row) throws IOException {
      hands.over(
          () -> {
            rows.acoustics(row, output);
            output.done(row.clip(), Stage.ACOUSTICS);
          });
    }

    @Override
    public void reject(Clip clip, String stage, RejectedException why) {
      hands.over(() -> output.reject(clip, stage, why));
    }

    @Override
    public void rejectRest(String stage, RejectedException why) {
      hands.over(() -> output.rejectRest(stage, why));
    }
  }
}
