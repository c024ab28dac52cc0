package org.sparkaffect.jobs.extract;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.Sex;
import org.sparkaffect.jobs.batch.Batches;
import org.sparkaffect.jobs.batch.Ledger;
import org.sparkaffect.jobs.batch.Scope;
import org.sparkaffect.jobs.batch.Summary;
import org.sparkaffect.jobs.batch.Work;
import org.sparkaffect.jobs.cluster.Launch;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;
import org.sparkaffect.jobs.table.ClipsTable;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.Workspace;

/** The driver's part of an extraction. */
public final class Extraction {
  private static final Logger log = LoggerFactory.getLogger(Extraction.class);

  /** The settings on which rows depend: one workspace is of one value of each. */
  private static final List<String> OF_CLIPS =
      List.of("extract.stages", "segments", "faces", "audio.level");

  private static final List<String> OF_SPEECH = List.of("audio.level");

  /** Tasks that each core should find in a small run, so that no core waits for another. */
  private static final int TASKS_PER_CORE = 3;

  private final String job;
  private final Settings settings;
  private final JavaSparkContext context;
  private final Configuration hadoop;
  private final Broadcast<SerializableConfiguration> hadoopOfTasks;
  private final LongAccumulator frames;
  private final Work<FileClips> work;
  private final Workspace workspace;
  private final Scope scope;
  private final Map<String, String> metadata;

  private Extraction(
      String job,
      Settings settings,
      Map<String, String> others,
      List<String> stages,
      boolean cut,
      Function<LongAccumulator, Work<FileClips>> work,
      SparkSession spark)
      throws IOException {
    this.job = job;
    this.settings = settings;
    this.context = new JavaSparkContext(spark.sparkContext());
    this.hadoop = context.hadoopConfiguration();
    this.hadoopOfTasks = context.broadcast(new SerializableConfiguration(hadoop));
    this.frames = spark.sparkContext().longAccumulator(job + ": frames");
    this.work = work.apply(frames);
    this.workspace = new Workspace(settings.path("workspace"), hadoop);
    this.metadata = new HashMap<>(settings.metadata(job));
    this.metadata.putAll(others);
    boolean all = settings.config().getBoolean("extract.retry-rejects");
    Instant begin = new Launch().begin(); // what this very command rejected stays so
    this.scope =
        new Scope(
            stages,
            cut,
            reject -> (all || reject.reason().passing()) && reject.at().isBefore(begin));
  }

  /**
   * Of a manifest's clips.
   *
   * @throws SettingsException if the workspace was written with other settings
   */
  public static Extraction ofClips(Settings settings, SparkSession spark) throws IOException {
    ExtractSettings ofRows = ExtractSettings.of(settings);
    return of(
        "extract",
        settings,
        settings.names("extract.stages", Stage.ALL),
        frames -> new ExtractWork(ofRows, frames),
        OF_CLIPS,
        Map.of(),
        spark);
  }

  /**
   * Of a corpus's utterances, whole.
   *
   * @param speakers the sex of each
   * @throws SettingsException if the workspace was written with other settings
   */
  public static Extraction ofSpeech(
      Settings settings, Map<String, Sex> speakers, SparkSession spark) throws IOException {
    ExtractSettings ofRows = ExtractSettings.of(settings).whole();
    Extraction extraction =
        new Extraction(
            "pretrain-audio",
            settings,
            Map.of(),
            List.of(Stage.ACOUSTICS),
            false,
            frames -> new SpeechWork(ofRows, new HashMap<>(speakers)),
            spark);
    extraction.requireSame(OF_SPEECH, Map.of());
    return extraction;
  }

  /**
   * Of clips that are worked on as they are decoded, cut to segments where the settings say so.
   *
   * @param keys the settings on which rows depend
   * @param others on what else they depend, by the keys under which files tell it
   * @throws SettingsException if the workspace was written with other settings
   */
  public static Extraction of(
      String job,
      Settings settings,
      List<String> stages,
      Function<LongAccumulator, Work<FileClips>> work,
      List<String> keys,
      Map<String, String> others,
      SparkSession spark)
      throws IOException {
    boolean cut = ExtractSettings.of(settings).segments() != null;
    Extraction extraction = new Extraction(job, settings, others, stages, cut, work, spark);
    extraction.requireSame(keys, others);
    return extraction;
  }

  private void requireSame(List<String> keys, Map<String, String> others) throws IOException {
    Optional<Path> part =
        workspace.parts(ClipsTable.NAME).stream()
            .filter(each -> Workspace.batch(job, each).isPresent())
            .findFirst();
    if (part.isPresent()) {
      Map<String, String> written = new TableReader(hadoop).metadata(part.get());
      List<String> differences =
          new ArrayList<>(settings.differences(written.get("affect.settings"), keys));
      others.forEach(
          (key, value) -> {
            if (!value.equals(written.get(key))) {
              differences.add("%s (%s there, %s here)".formatted(key, written.get(key), value));
            }
          });
      if (!differences.isEmpty()) {
        throw new SettingsException(
            "the workspace %s has clips that were extracted with other settings: %s; go on with those, or use another workspace"
                .formatted(settings.path("workspace"), String.join(", ", differences)));
      }
    }
  }

  /** What there is to do, in a line. */
  public String describe(List<Clip> manifest) throws IOException {
    Ledger ledger = ledger();
    List<Clip> clips = pending(manifest, ledger);
    List<FileClips> files = FileClips.group(clips, ledger::stages);
    List<Long> bytes = sizes(files);
    return "%d clips of %d files, %.1f MB, in %d tasks"
        .formatted(
            clips.size(),
            files.size(),
            bytes.stream().mapToLong(Long::longValue).sum() / 1e6,
            tasks(files, bytes).size());
  }

  /** Extracts the clips that the workspace does not have to the tables. */
  public Summary run(List<Clip> manifest) throws IOException {
    Batches<FileClips> batches =
        new Batches<>(
            job,
            work,
            settings.config().getInt("extract.batch-tasks"),
            workspace,
            scope,
            metadata,
            context);
    Ledger ledger = batches.ledger();
    return batches.run(pending(manifest, ledger), clips -> plan(clips, ledger));
  }

  /** What the clips of a manifest came to, in this run and those before it. */
  public Summary summary(List<Clip> manifest) throws IOException {
    return ledger().summary(manifest);
  }

  private Ledger ledger() throws IOException {
    return Ledger.read(workspace, new TableReader(hadoop), scope);
  }

  private static List<Clip> pending(List<Clip> manifest, Ledger ledger) {
    List<Clip> pending = ledger.pending(manifest);
    if (pending.size() < manifest.size()) {
      log.info("{} of {} clips are to be done", pending.size(), manifest.size());
    }
    return pending;
  }

  private List<List<FileClips>> plan(List<Clip> clips, Ledger ledger) {
    List<FileClips> files = FileClips.group(clips, ledger::stages);
    // of one file, however large, the size does not matter
    return files.size() == 1 ? List.of(files) : tasks(files, sizes(files));
  }

  private List<Long> sizes(List<FileClips> files) {
    if (files.isEmpty()) {
      return List.of();
    }
    context.sc().setJobDescription("%s: sizes of %d files".formatted(job, files.size()));
    int slices = Math.min(files.size(), context.defaultParallelism() * TASKS_PER_CORE);
    return context.parallelize(files, slices).map(new FileSize(hadoopOfTasks)).collect();
  }

  private List<List<FileClips>> tasks(List<FileClips> files, List<Long> bytes) {
    int clips = files.stream().mapToInt(file -> file.clips().size()).sum();
    int share = context.defaultParallelism() * TASKS_PER_CORE;
    int maxClips = settings.config().getInt("extract.task-clips");
    return TaskPlan.fill(
        files,
        bytes,
        settings.config().getBytes("extract.task-bytes"),
        Math.min(maxClips, (clips + share - 1) / share));
  }

  /** Frames of the clips that are done. */
  public long frames() {
    return frames.sum();
  }
}
