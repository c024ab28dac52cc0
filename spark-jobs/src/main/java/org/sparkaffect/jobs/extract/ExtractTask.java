package org.sparkaffect.jobs.extract;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.face.FaceFinder;
import org.sparkaffect.jobs.table.FacesRow;
import org.sparkaffect.jobs.table.FacesTable;
import org.sparkaffect.jobs.table.TableWriter;
import org.sparkaffect.jobs.table.Workspace.Staged;

/** Extracts the clips of some files, and stages what they give. */
public final class ExtractTask implements Function<List<FileClips>, TaskResult> {
  private static final long serialVersionUID = 1L;

  /** What rejects call this stage, and the setting {@code extract.stages}. */
  public static final String STAGE = "faces";

  private final FaceSettings settings;
  private final Map<String, String> metadata;
  private final String staging;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final LongAccumulator done;
  private final LongAccumulator rejected;

  /**
   * @param metadata what the files tell of who wrote them and how
   * @param staging folder for the files
   * @param done counts clips for the progress, {@code rejected} those among them
   */
  public ExtractTask(
      FaceSettings settings,
      Map<String, String> metadata,
      Path staging,
      Broadcast<SerializableConfiguration> hadoop,
      LongAccumulator done,
      LongAccumulator rejected) {
    this.settings = settings;
    this.metadata = metadata;
    this.staging = staging.toString();
    this.hadoop = hadoop;
    this.done = done;
    this.rejected = rejected;
  }

  @Override
  public TaskResult call(List<FileClips> files) throws IOException {
    long begin = System.nanoTime();
    TaskContext task = TaskContext.get();
    Configuration configuration = hadoop.value().value();
    Path file =
        new Path(staging, "faces-%d-%d".formatted(task.partitionId(), task.taskAttemptId()));
    FacesTable table = new FacesTable();
    try (FaceFinder finder = new FaceFinder(settings.smallest());
        TableWriter<FacesRow> writer = new TableWriter<>(table, file, metadata, configuration)) {
      FaceExtraction extraction =
          new FaceExtraction(
              finder,
              settings.encoding(),
              settings.limits(),
              settings.segments(),
              task.cpus(),
              configuration);
      Collector collector = new Collector(writer);
      for (FileClips each : files) {
        long before = collector.rejects.size();
        extraction.extract(each, collector);
        done.add(each.clips().size());
        rejected.add(collector.rejects.size() - before);
      }
      boolean rows = collector.clips.size() > collector.rejects.size();
      return new TaskResult(
          collector.clips,
          collector.rejects,
          rows ? List.of(new Staged(file.toString(), table.name())) : List.of(),
          collector.frames,
          System.nanoTime() - begin);
    }
  }

  private static final class Collector implements FaceExtraction.Output {
    private final TableWriter<FacesRow> writer;
    private final List<Clip> clips = new ArrayList<>();
    private final List<Reject> rejects = new ArrayList<>();
    private long frames;

    Collector(TableWriter<FacesRow> writer) {
      this.writer = writer;
    }

    @Override
    public void row(FacesRow row) throws IOException {
      writer.write(row);
      clips.add(row.clip());
      frames += row.frames();
    }

    @Override
    public void reject(Clip clip, RejectedException why) {
      clips.add(clip);
      rejects.add(new Reject(clip, STAGE, why.reason(), why.getMessage(), 1, Instant.now()));
    }
  }
}
