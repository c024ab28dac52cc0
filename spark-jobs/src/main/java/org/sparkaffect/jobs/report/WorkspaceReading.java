package org.sparkaffect.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.evaluation.ConfusionMatrix;
import org.sparkaffect.jobs.report.Findings.Before;
import org.sparkaffect.jobs.report.Findings.Evaluation;
import org.sparkaffect.jobs.report.Findings.Judged;
import org.sparkaffect.jobs.report.Findings.Rejected;
import org.sparkaffect.jobs.report.Findings.TrainedModel;
import org.sparkaffect.jobs.score.ModelFile;
import org.sparkaffect.jobs.score.Networks;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.Settings.Change;
import org.sparkaffect.jobs.settings.Version;
import org.sparkaffect.jobs.table.ClipsTable;
import org.sparkaffect.jobs.table.ConfusionRow;
import org.sparkaffect.jobs.table.ConfusionTable;
import org.sparkaffect.jobs.table.FacesTable;
import org.sparkaffect.jobs.table.JobSummary;
import org.sparkaffect.jobs.table.MetricsTable;
import org.sparkaffect.jobs.table.RejectsTable;
import org.sparkaffect.jobs.table.ScoresTable;
import org.sparkaffect.jobs.table.Table;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.TrainingLogRow;
import org.sparkaffect.jobs.table.TrainingLogTable;
import org.sparkaffect.jobs.table.WeightsTable;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.WorkspaceException;

/** Reads of a workspace what the report tells. */
final class WorkspaceReading {
  /** The jobs that leave a summary, and of each the table whose files tell its settings. */
  private static final Map<String, String> JOBS = new LinkedHashMap<>();

  static {
    JOBS.put("extract", ClipsTable.NAME);
    JOBS.put("train", TrainingLogTable.NAME);
    JOBS.put("score", ScoresTable.NAME);
    JOBS.put("fuse", MetricsTable.NAME);
  }

  private final Path root;
  private final Workspace workspace;
  private final TableReader reader;
  private final Configuration hadoop;

  WorkspaceReading(Path root, Configuration hadoop) throws WorkspaceException {
    this.root = root;
    this.workspace = new Workspace(root, hadoop);
    this.reader = new TableReader(hadoop);
    this.hadoop = hadoop;
  }

  /** Everything; what is not there is empty. */
  Findings read(Optional<Path> against) throws WorkspaceException {
    Optional<Before> before = Optional.empty();
    if (against.isPresent()) {
      Evaluation evaluation = new WorkspaceReading(against.get(), hadoop).evaluation();
      before = Optional.of(new Before(against.get().toString(), evaluation));
    }
    Map<String, List<Change>> changes = new LinkedHashMap<>();
    TreeSet<String> writers = new TreeSet<>();
    TreeSet<String> seeds = new TreeSet<>();
    for (Map.Entry<String, String> job : JOBS.entrySet()) {
      List<Path> parts = workspace.parts(job.getValue());
      if (!parts.isEmpty()) {
        Map<String, String> metadata = reader.metadata(parts.get(parts.size() - 1));
        changes.put(job.getKey(), Settings.changes(metadata.get("affect.settings")));
        writers.add(metadata.get("affect.version"));
        seeds.add(Settings.value(metadata.get("affect.settings"), "seed"));
      }
    }
    return new Findings(
        root.toString(),
        clips(),
        rejects(),
        models(),
        log(),
        scored(),
        evaluation(),
        rows(WeightsTable.NAME, WeightsTable::read),
        before,
        new FaceReading(workspace, reader).strips(),
        summaries(),
        changes,
        versions(String.join(", ", writers), String.join(", ", seeds)));
  }

  private <R> List<R> rows(String table, Function<Group, R> read) throws WorkspaceException {
    List<R> rows = new ArrayList<>();
    for (Path part : workspace.parts(table)) {
      rows.addAll(reader.rows(part, read));
    }
    return rows;
  }

  /** For tables with as many rows as an archive has clips: none is kept. */
  private void each(String table, MessageType columns, Consumer<Group> row)
      throws WorkspaceException {
    for (Path part : workspace.parts(table)) {
      reader.rows(
          part,
          columns,
          group -> {
            row.accept(group);
            return null;
          });
    }
  }

  private Map<Findings.Group, Long> clips() throws WorkspaceException {
    Map<Findings.Group, Long> clips = new HashMap<>();
    each(
        ClipsTable.NAME,
        FacesTable.KEY,
        row -> {
          Clip clip = Table.readClipKey(row);
          clips.merge(new Findings.Group(clip.split(), clip.label()), 1L, Long::sum);
        });
    return clips;
  }

  private Map<Rejected, Long> rejects() throws WorkspaceException {
    Map<Rejected, Long> rejects = new HashMap<>();
    each(
        RejectsTable.NAME,
        new RejectsTable().schema(),
        row -> {
          Reject reject = RejectsTable.read(row);
          rejects.merge(new Rejected(reject.stage(), reject.reason()), 1L, Long::sum);
        });
    return rejects;
  }

  private List<TrainedModel> models() throws WorkspaceException {
    List<TrainedModel> models = new ArrayList<>();
    for (String network : Networks.NAMES) {
      Optional<JsonNode> card = ModelFile.card(workspace.model(network), "best.zip", hadoop);
      card.ifPresent(
          stored ->
              models.add(
                  new TrainedModel(
                      network,
                      stored.path("model_id").asText(),
                      stored.path("from_scratch").asBoolean(),
                      stored.path("backbone").asText(),
                      stored.at("/metrics/iteration").asInt(),
                      number(stored.at("/metrics/val_loss")),
                      number(stored.at("/metrics/val_accuracy")))));
    }
    return models;
  }

  private static Double number(JsonNode value) {
    return value.isNumber() ? (Double) value.asDouble() : null;
  }

  private List<TrainingLogRow> log() throws WorkspaceException {
    List<TrainingLogRow> rows = rows(TrainingLogTable.NAME, TrainingLogTable::read);
    rows.sort(
        Comparator.comparing(TrainingLogRow::modelId).thenComparingInt(TrainingLogRow::iteration));
    return rows;
  }

  private List<String> scored() throws WorkspaceException {
    TreeSet<String> networks = new TreeSet<>();
    MessageType network = Table.columns(new ScoresTable().schema(), "network");
    each(ScoresTable.NAME, network, row -> networks.add(row.getString("network", 0)));
    return List.copyOf(networks);
  }

  private Evaluation evaluation() throws WorkspaceException {
    Map<Judged, long[][]> counts = new HashMap<>();
    int emotions = Emotion.values().length;
    for (ConfusionRow row : rows(ConfusionTable.NAME, ConfusionTable::read)) {
      Judged judged = new Judged(row.system(), row.split());
      counts
              .computeIfAbsent(judged, key -> new long[emotions][emotions])[row.actual().ordinal()][
              row.predicted().ordinal()] =
          row.clips();
    }
    Map<Judged, ConfusionMatrix> confusions = new HashMap<>();
    counts.forEach((judged, of) -> confusions.put(judged, ConfusionMatrix.of(of)));
    return new Evaluation(rows(MetricsTable.NAME, MetricsTable::read), confusions);
  }

  private List<JobSummary> summaries() throws WorkspaceException {
    List<JobSummary> summaries = new ArrayList<>();
    for (String job : JOBS.keySet()) {
      JobSummary.read(workspace, job).ifPresent(summaries::add);
    }
    return summaries;
  }

  private static Map<String, String> versions(String writers, String seeds) {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("seed", seeds);
    versions.put("spark-affect, of this report", Version.current());
    versions.put("spark-affect, of the tables", writers);
    versions.put("Spark", org.apache.spark.package$.MODULE$.SPARK_VERSION());
    versions.put("Java", System.getProperty("java.runtime.version"));
    return versions;
  }
}
