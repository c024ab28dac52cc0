package org.sparkaffect.jobs.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.jobs.batch.Summary;
import org.sparkaffect.jobs.extract.ExtractSettings;
import org.sparkaffect.jobs.extract.Extraction;
import org.sparkaffect.jobs.extract.Stage;
import org.sparkaffect.jobs.fuse.FusionRule;
import org.sparkaffect.jobs.fuse.Member;
import org.sparkaffect.jobs.fuse.WeightsFile;
import org.sparkaffect.jobs.score.LoadedModels;
import org.sparkaffect.jobs.score.ModelFile;
import org.sparkaffect.jobs.score.Networks;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;
import org.sparkaffect.jobs.table.ClipsTable;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.WorkspaceException;

/** The driver's part of scoring an archive. */
public final class ArchiveScoring {
  public static final String JOB = "score-archive";

  /** The settings on which rows depend, beside the models. */
  private static final List<String> OF_ROWS = List.of("segments", "faces.smallest", "audio.level");

  private final Settings all;
  private final ArchiveSettings settings;
  private final JavaSparkContext spark;
  private final Configuration hadoop;
  private final Workspace workspace;
  private final List<ModelFile> models = new ArrayList<>();
  private final FusionRule rule;
  private final Extraction extraction;

  /**
   * Reads the weights and looks for the models.
   *
   * @throws InputException where a member of the fusion has no model
   * @throws SettingsException where the workspace has something else
   */
  public ArchiveScoring(Settings all, SparkSession session) throws IOException {
    this.all = all;
    this.settings = ArchiveSettings.of(all);
    this.spark = new JavaSparkContext(session.sparkContext());
    this.hadoop = spark.hadoopConfiguration();
    this.workspace = new Workspace(all.path("workspace"), hadoop);
    WeightsFile weights = WeightsFile.read(settings.weights(), Member.all(all), hadoop);
    SortedMap<String, String> ids = new TreeMap<>();
    for (Member member : weights.members()) {
      for (ModelFile model : models(member)) {
        if (ids.put(model.network(), model.modelId()) == null) {
          models.add(model);
        }
      }
    }
    this.rule = FusionRule.of(weights.members(), weights.weights(), ids);
    requireOwn();
    ExtractSettings ofRows = ExtractSettings.of(all);
    String run = UUID.randomUUID().toString();
    this.extraction =
        Extraction.of(
            JOB,
            all,
            stages(),
            frames -> new ArchiveWork(ofRows, List.copyOf(models), run, frames),
            OF_ROWS,
            Map.of("affect.models", fingerprint()),
            session);
  }

  private List<ModelFile> models(Member member) throws WorkspaceException {
    List<ModelFile> found = new ArrayList<>();
    for (String network : member.networks()) {
      ModelFile.find(network, new Path(settings.models(), network), settings.modelFile(), hadoop)
          .ifPresent(found::add);
    }
    if (found.isEmpty()) {
      throw new InputException(
          "%s has weights for %s, but %s has no model of %s; train one, or name other models or weights"
              .formatted(
                  settings.weights(),
                  member.name(),
                  settings.models(),
                  String.join(" or ", member.networks())));
    }
    return found;
  }

  private List<String> stages() {
    List<String> stages = new ArrayList<>();
    if (models.stream().anyMatch(model -> Networks.readFaces(model.network()))) {
      stages.add(Stage.FACES);
    }
    if (models.stream().anyMatch(model -> !Networks.readFaces(model.network()))) {
      stages.add(Stage.ACOUSTICS);
    }
    return stages;
  }

  private void requireOwn() throws WorkspaceException {
    for (Path part : workspace.parts(ClipsTable.NAME)) {
      if (Workspace.batch(JOB, part).isEmpty()) {
        throw new SettingsException(
            "the workspace %s has clips that another job took; give %s a workspace of its own"
                .formatted(all.path("workspace"), JOB));
      }
    }
  }

  /** What tells one set of models from another, whatever their files are called. */
  private String fingerprint() {
    return models.stream()
        .map(model -> "%s %s %s".formatted(model.network(), model.modelId(), model.hash()))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** What there is to do, in a line. */
  public String describe(List<Clip> clips) throws IOException {
    return "%s with %s"
        .formatted(
            extraction.describe(clips),
            String.join(", ", models.stream().map(ModelFile::modelId).toList()));
  }

  /** Scores the clips that the workspace does not have, and sums up all that it has. */
  public Summary run(List<Clip> clips) throws IOException {
    try {
      Summary summary = extraction.run(clips);
      new ArchiveTables(rule, workspace, all.metadata(JOB), spark).write();
      return summary;
    } finally {
      LoadedModels.clear(); // which tasks share that run in this process
    }
  }

  /** What the clips came to, in this run and those before it. */
  public Summary summary(List<Clip> clips) throws IOException {
    return extraction.summary(clips);
  }
}
