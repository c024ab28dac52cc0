package org.sparkaffect.jobs.score;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.jobs.cluster.Progress;
import org.sparkaffect.jobs.cluster.Slots;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.table.FacesTable;
import org.sparkaffect.jobs.table.JobSummary;
import org.sparkaffect.jobs.table.NotMadeYetException;
import org.sparkaffect.jobs.table.ScoresRow;
import org.sparkaffect.jobs.table.ScoresTable;
import org.sparkaffect.jobs.table.Table;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.TableWriter;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.Workspace.Staged;

/** The driver's part of scoring. */
public final class Scoring {
  private static final Logger log = LoggerFactory.getLogger(Scoring.class);
  private static final String JOB = "score";

  /** Tasks of a batch for each slot: some minutes of work, which are lost if a run is killed. */
  private static final int TASKS_PER_SLOT = 3;

  private final ScoreSettings settings;
  private final JavaSparkContext spark;
  private final Configuration hadoop;
  private final Workspace workspace;
  private final TableReader reader;
  private final Map<String, String> metadata;

  public Scoring(Settings all, JavaSparkContext spark) throws Exception {
    this.settings = ScoreSettings.of(all);
    this.spark = spark;
    this.hadoop = spark.hadoopConfiguration();
    this.workspace = new Workspace(all.path("workspace"), hadoop);
    this.reader = new TableReader(hadoop);
    this.metadata = all.metadata(JOB);
  }

  /** What there is to do, in a line. */
  public String describe() throws Exception {
    List<String> lines = new ArrayList<>();
    for (ModelFile model : models()) {
      ModelScores scores = ModelScores.of(model, workspace, reader);
      Set<String> clips = clips(Networks.reads(model.network())).keySet();
      long left = clips.stream().filter(clip -> !scores.clips().contains(clip)).count();
      lines.add("%d of %d clips with %s".formatted(left, clips.size(), model.modelId()));
    }
    return String.join(", ", lines);
  }

  /**
   * Scores what was not scored by the models that there are now.
   *
   * @throws InputException where a network has no model, or none has
   */
  public void run() throws Exception {
    long begin = System.nanoTime();
    List<ModelFile> models = models();
    Set<String> scored = new HashSet<>();
    Broadcast<SerializableConfiguration> hadoopOfTasks =
        spark.broadcast(new SerializableConfiguration(hadoop));
    try {
      for (Sense sense : Sense.values()) {
        List<ModelFile> reading =
            models.stream().filter(model -> Networks.reads(model.network()) == sense).toList();
        scored.addAll(run(sense, reading, hadoopOfTasks));
      }
    } finally {
      LoadedModels.clear(); // which they share that run in this process
      hadoopOfTasks.destroy();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    log.info(
        "score: %d clips in %.1f s (%.1f clips/s) with %s"
            .formatted(
                scored.size(),
                seconds,
                scored.size() / seconds,
                String.join(", ", models.stream().map(ModelFile::modelId).toList())));
    if (!scored.isEmpty()) {
      new JobSummary(JOB, seconds, scored.size(), Map.of()).write(workspace);
    }
  }

  private List<ModelFile> models() throws Exception {
    List<ModelFile> models = new ArrayList<>();
    for (String network : settings.networks()) {
      Path folder = workspace.model(network);
      Optional<ModelFile> model = ModelFile.find(network, folder, settings.file(), hadoop);
      model.ifPresent(models::add);
      if (model.isEmpty() && !settings.whicheverThereAre()) {
        throw new NotMadeYetException(
            "there is no model %s/%s; run affect train --network %s first"
                .formatted(folder, settings.file(), network));
      }
    }
    if (models.isEmpty()) {
      throw new NotMadeYetException("the workspace has no trained model; run affect train first");
    }
    return models;
  }

  /** Returns the clips that were scored. */
  private Set<String> run(
      Sense sense, List<ModelFile> models, Broadcast<SerializableConfiguration> hadoopOfTasks)
      throws Exception {
    Map<String, Map<String, List<ModelFile>>> missing = missing(sense, models);
    List<Portion> portions = new ArrayList<>();
    missing.forEach((file, ofFile) -> portions.add(new Portion(file, ofFile)));
    Set<String> clips = new HashSet<>();
    portions.forEach(portion -> clips.addAll(portion.missing().keySet()));
    if (clips.isEmpty()) {
      return clips;
    }
    int batchSize = Slots.of(spark.sc()) * TASKS_PER_SLOT;
    try (Progress progress = new Progress(JOB, clips.size(), spark.sc())) {
      ScoreTask task =
          new ScoreTask(sense, UUID.randomUUID().toString(), hadoopOfTasks, progress.done());
      for (int from = 0; from < portions.size(); from += batchSize) {
        List<Portion> batch =
            new ArrayList<>(portions.subList(from, Math.min(portions.size(), from + batchSize)));
        write(spark.parallelize(batch, batch.size()).flatMap(task).collect(), models);
      }
    }
    return clips;
  }

  /** What there is to do, by file and by clip. Scores of models that are no more are removed. */
  private Map<String, Map<String, List<ModelFile>>> missing(Sense sense, List<ModelFile> models)
      throws Exception {
    Map<String, String> files = models.isEmpty() ? Map.of() : clips(sense);
    Map<String, Map<String, List<ModelFile>>> missing = new TreeMap<>();
    for (ModelFile model : models) {
      ModelScores scores = ModelScores.of(model, workspace, reader);
      for (Path part : scores.stale()) {
        workspace.remove(part);
      }
      files.forEach(
          (clip, file) -> {
            if (!scores.clips().contains(clip)) {
              missing
                  .computeIfAbsent(file, name -> new LinkedHashMap<>())
                  .computeIfAbsent(clip, id -> new ArrayList<>())
                  .add(model);
            }
          });
    }
    return missing;
  }

  /** The clips that are to be scored, the first by their ids, each with the file that has it. */
  private Map<String, String> clips(Sense sense) throws Exception {
    TreeMap<String, String> files = new TreeMap<>();
    for (Path part : workspace.parts(sense.table())) {
      for (Clip clip : reader.rows(part, FacesTable.KEY, Table::readClipKey)) {
        if (settings.takes(clip.split())) {
          files.put(clip.id(), part.toString());
        }
      }
    }
    Map<String, String> first = new LinkedHashMap<>();
    files.entrySet().stream()
        .limit(settings.limit())
        .forEach(clip -> first.put(clip.getKey(), clip.getValue()));
    return first;
  }

  /** A file for each model: so one that is trained anew takes the place of its own rows alone. */
  private void write(List<ScoresRow> rows, List<ModelFile> models) throws Exception {
    for (ModelFile model : models) {
      List<ScoresRow> ofModel =
          rows.stream().filter(row -> row.network().equals(model.network())).toList();
      if (ofModel.isEmpty()) {
        continue;
      }
      Path staged = new Path(workspace.stage(JOB), "scores.parquet");
      TableWriter.writeAll(new ScoresTable(), ofModel, staged, metadata, hadoop);
      String job = ModelScores.job(model);
      int batch = workspace.nextBatch(job, ScoresTable.NAME, List.of());
      workspace.commit(job, batch, List.of(new Staged(staged.toString(), ScoresTable.NAME)));
      workspace.unstage(JOB);
    }
  }
}
