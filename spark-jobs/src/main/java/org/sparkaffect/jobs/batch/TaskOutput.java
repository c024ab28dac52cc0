package org.sparkaffect.jobs.batch;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.FilePath;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.jobs.table.Table;
import org.sparkaffect.jobs.table.TableWriter;
import org.sparkaffect.jobs.table.Workspace.Staged;
import org.sparkaffect.jobs.table.WorkspaceException;

/** The rows of a task, in files that wait for the batch to be complete, and the clips' fates. */
public final class TaskOutput implements AutoCloseable {
  private record File<R>(Path path, TableWriter<R> writer) implements Closeable {
    @Override
    public void close() throws WorkspaceException {
      writer.close();
    }
  }

  private final Path staging;
  private final String suffix;
  private final Map<String, String> metadata;
  private final Configuration hadoop;
  private final TaskCounters counters;
  private final Map<String, File<?>> files = new LinkedHashMap<>();
  private final Map<Clip, Set<String>> awaited = new LinkedHashMap<>();
  private final List<Clip> clips = new ArrayList<>();
  private final List<Reject> rejects = new ArrayList<>();
  private final Set<Clip> rejected = new HashSet<>();

  /**
   * @param staging folder for the files, whose names end in {@code suffix}
   */
  TaskOutput(
      Path staging,
      String suffix,
      Map<String, String> metadata,
      Configuration hadoop,
      TaskCounters counters) {
    this.staging = staging;
    this.suffix = suffix;
    this.metadata = metadata;
    this.hadoop = hadoop;
    this.counters = counters;
  }

  /** Clips of which each stage is to be done or rejected, once. */
  void await(Collection<Clip> each, Collection<String> stages) {
    each.forEach(clip -> awaited.put(clip, new LinkedHashSet<>(stages)));
  }

  /** A clip that falls into others, which are to be done or rejected in its place. */
  public void cut(Clip clip, List<Clip> parts) {
    await(parts, awaited.remove(clip));
  }

  public <R> void write(Table<R> table, R row) throws WorkspaceException {
    writer(table).write(row);
  }

  @SuppressWarnings("unchecked") // a table's name stands for its type of rows
  private <R> TableWriter<R> writer(Table<R> table) throws WorkspaceException {
    File<R> file = (File<R>) files.get(table.name());
    if (file == null) {
      Path path = new Path(staging, table.name() + "-" + suffix);
      file = new File<>(path, new TableWriter<>(table, path, metadata, hadoop));
      files.put(table.name(), file);
    }
    return file.writer();
  }

  /** The clip's row of a stage is written. */
  public void done(Clip clip, String stage) {
    settle(clip, stage);
    counters.done(stage);
  }

  private void settle(Clip clip, String stage) {
    Set<String> rest = awaited.get(clip);
    rest.remove(stage);
    if (rest.isEmpty()) {
      awaited.remove(clip);
      clips.add(clip);
    }
  }

  public void reject(Clip clip, String stage, RejectedException why) {
    settle(clip, stage);
    counters.rejected(stage);
    rejected.add(clip);
    rejects.add(new Reject(clip, stage, why.reason(), why.getMessage(), 1, Instant.now()));
  }

  /** Rejects the clips for which a stage is still awaited. */
  public void rejectRest(String stage, RejectedException why) {
    for (Clip clip : List.copyOf(awaited.keySet())) {
      if (awaited.get(clip).contains(stage)) {
        reject(clip, stage, why);
      }
    }
  }

  /** Rejects all that is still awaited. */
  void rejectRest(RejectedException why) {
    Set<String> stages = new LinkedHashSet<>();
    awaited.values().forEach(stages::addAll);
    stages.forEach(stage -> rejectRest(stage, why));
  }

  /** How many clips a stage rejected. */
  int rejected() {
    return rejected.size();
  }

  /** Completes the files. */
  TaskResult finish(List<Clip> left, long nanos) throws IOException {
    List<Staged> staged = new ArrayList<>();
    for (Map.Entry<String, File<?>> file : files.entrySet()) {
      file.getValue().writer().close();
      staged.add(new Staged(file.getValue().path().toString(), file.getKey()));
    }
    files.clear();
    return new TaskResult(clips, rejects, left, staged, nanos, null);
  }

  /** Closes and removes the files of a task that failed, as they may fill the disk. */
  @Override
  public void close() throws IOException {
    for (File<?> file : files.values()) {
      try (file) {
        FilePath.fileSystem(file.path(), hadoop).delete(file.path(), false);
      }
    }
  }
}
