package org.sparkaffect.jobs.extract;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.jobs.cluster.Progress;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.Version;
import org.sparkaffect.jobs.table.ClipsTable;
import org.sparkaffect.jobs.table.FacesTable;
import org.sparkaffect.jobs.table.RejectsTable;
import org.sparkaffect.jobs.table.Table;
import org.sparkaffect.jobs.table.TableWriter;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.Workspace.Staged;

/** The driver's part of an extraction: batches of tasks, each committed as a whole. */
public final class Extraction {
  private static final Logger log = LoggerFactory.getLogger(Extraction.class);
  private static final String JOB = "extract";

  /** What {@link Clip#segment} makes of an id. */
  private static final Pattern SEGMENT = Pattern.compile("(?<clip>.+)@\\d+-\\d+");

  /** Tasks that each core should find in a small run, so that no core waits for another. */
  private static final int TASKS_PER_CORE = 3;

  private final Settings settings;
  private final FaceSettings faceSettings;
  private final SparkSession spark;
  private final JavaSparkContext context;
  private final Configuration hadoop;
  private final Broadcast<SerializableConfiguration> hadoopOfTasks;
  private final Workspace workspace;
  private final FacesTable facesTable = new FacesTable();
  private final ClipsTable clipsTable = new ClipsTable();
  private final RejectsTable rejectsTable = new RejectsTable();

  public Extraction(Settings settings, SparkSession spark) throws IOException {
    this.settings = settings;
    this.faceSettings = FaceSettings.of(settings);
    this.spark = spark;
    this.context = new JavaSparkContext(spark.sparkContext());
    this.hadoop = context.hadoopConfiguration();
    this.hadoopOfTasks = context.broadcast(new SerializableConfiguration(hadoop));
    this.workspace = new Workspace(settings.path("workspace"), hadoop);
  }

  /**
   * The clips that the workspace does not have.
   *
   * @throws InputException if it has one of them from another file
   */
  public List<Clip> pending(List<Clip> clips) throws IOException {
    Map<String, String> done = done();
    for (Clip clip : clips) {
      String uri = done.get(clip.id());
      if (uri != null && !uri.equals(clip.uri())) {
        throw new InputException(
            "clip_id '%s' is %s here and %s in the workspace; give one of them another id, or use another workspace"
                .formatted(clip.id(), clip.uri(), uri));
      }
    }
    List<Clip> pending = clips.stream().filter(clip -> !done.containsKey(clip.id())).toList();
    if (pending.size() < clips.size()) {
      log.info(
          "{} of {} clips are in the workspace already",
          clips.size() - pending.size(),
          clips.size());
    }
    return pending;
  }

  /** The file of each clip that is done; a clip that is cut is done where its segments are. */
  private Map<String, String> done() throws IOException {
    Map<String, String> done = new HashMap<>();
    if (workspace.has(clipsTable.name())) {
      boolean cut = faceSettings.segments() != null;
      String clips = workspace.pattern(clipsTable.name());
      for (Row row : spark.read().parquet(clips).select("clip_id", "uri").collectAsList()) {
        done.put(row.getString(0), row.getString(1));
        Matcher segment = SEGMENT.matcher(row.getString(0));
        if (cut && segment.matches()) {
          done.putIfAbsent(segment.group("clip"), row.getString(1));
        }
      }
    }
    return done;
  }

  /** What there is to do, in a line. */
  public String describe(List<Clip> clips) {
    List<FileClips> files = FileClips.group(clips);
    List<Long> bytes = sizes(files);
    return "%d clips of %d files, %.1f MB, in %d tasks"
        .formatted(
            clips.size(),
            files.size(),
            bytes.stream().mapToLong(Long::longValue).sum() / 1e6,
            tasks(clips.size(), files, bytes).size());
  }

  /** Extracts clips to the tables. */
  public Summary run(List<Clip> clips) throws IOException {
    Summary summary = new Summary();
    int batch =
        workspace.nextBatch(
            JOB, clipsTable.name(), List.of(facesTable.name(), rejectsTable.name()));
    try (Progress progress = new Progress(JOB, clips.size(), spark.sparkContext())) {
      List<FileClips> files = FileClips.group(clips);
      List<List<FileClips>> tasks = tasks(clips.size(), files, sizes(files));
      int batchTasks = settings.config().getInt("extract.batch-tasks");
      for (int from = 0; from < tasks.size(); from += batchTasks) {
        List<List<FileClips>> ofBatch =
            List.copyOf(tasks.subList(from, Math.min(tasks.size(), from + batchTasks)));
        Path staging = workspace.stage(JOB);
        ExtractTask task =
            new ExtractTask(
                faceSettings,
                metadata(),
                staging,
                hadoopOfTasks,
                progress.done(),
                progress.rejected());
        List<TaskResult> results = context.parallelize(ofBatch, ofBatch.size()).map(task).collect();
        commit(batch++, staging, results);
        results.forEach(summary::add);
      }
    }
    workspace.unstage(JOB);
    return summary;
  }

  private void commit(int batch, Path staging, List<TaskResult> results) throws IOException {
    List<Clip> clips = new ArrayList<>();
    List<Reject> rejects = new ArrayList<>();
    List<Staged> staged = new ArrayList<>();
    for (TaskResult result : results) {
      clips.addAll(result.clips());
      rejects.addAll(result.rejects());
      staged.addAll(result.staged());
    }
    if (!rejects.isEmpty()) {
      staged.add(write(rejectsTable, rejects, staging));
    }
    staged.add(write(clipsTable, clips, staging));
    workspace.commit(JOB, batch, staged);
  }

  private <R> Staged write(Table<R> table, List<R> rows, Path staging) throws IOException {
    Path file = new Path(staging, table.name());
    try (TableWriter<R> writer = new TableWriter<>(table, file, metadata(), hadoop)) {
      for (R row : rows) {
        writer.write(row);
      }
    }
    return new Staged(file.toString(), table.name());
  }

  private Map<String, String> metadata() {
    return Map.of(
        "affect.version", Version.current(),
        "affect.settings", settings.toJson(),
        "affect.created-by-job", JOB);
  }

  private List<Long> sizes(List<FileClips> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    int slices = Math.min(files.size(), context.defaultParallelism() * TASKS_PER_CORE);
    return context.parallelize(files, slices).map(new FileSize(hadoopOfTasks)).collect();
  }

  private List<List<FileClips>> tasks(int clips, List<FileClips> files, List<Long> bytes) {
    int share = context.defaultParallelism() * TASKS_PER_CORE;
    int maxClips = settings.config().getInt("extract.task-clips");
    return TaskPlan.fill(
        files,
        bytes,
        settings.config().getBytes("extract.task-bytes"),
        Math.min(maxClips, (clips + share - 1) / share));
  }
}
