package org.sparkaffect.jobs.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;
import org.sparkaffect.jobs.settings.Version;
import org.sparkaffect.jobs.table.FacesTable;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.TableWriter;
import org.sparkaffect.jobs.table.TrainingLogRow;
import org.sparkaffect.jobs.table.TrainingLogTable;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.network.Standardisation;
import org.sparkaffect.network.Transfer;
import org.sparkaffect.network.VisualNetwork;

/** The driver's part of training a visual network, from the tables to the model's files. */
public final class NetworkTraining {
  private static final Logger log = LoggerFactory.getLogger(NetworkTraining.class);

  /** Who writes its tables. */
  public static final String JOB = "train";

  private final Settings all;
  private final TrainSettings settings;
  private final JavaSparkContext spark;
  private final Configuration hadoop;
  private final Workspace workspace;
  private final ModelFolder folder;
  private final Map<String, String> metadata;

  public NetworkTraining(Settings all, String network, JavaSparkContext spark) throws Exception {
    this.all = all;
    this.settings = TrainSettings.of(all, network);
    this.spark = spark;
    this.hadoop = spark.hadoopConfiguration();
    this.workspace = new Workspace(all.path("workspace"), hadoop);
    this.folder = new ModelFolder(workspace, network, hadoop);
    this.metadata =
        Map.of(
            "affect.version", Version.current(),
            "affect.settings", all.toJson(),
            "affect.created-by-job", JOB);
  }

  /** What there is to do, in a line. */
  public String describe() throws Exception {
    TrainingClips clips = clips();
    return "%s on %d clips, validated with %d"
        .formatted(settings.network(), clips.train().size(), clips.val().size());
  }

  /**
   * Trains, or goes on, or leaves a model that is trained as it is.
   *
   * @throws SettingsException where there is a model of other settings, another backbone or other
   *     clips, trained or begun
   */
  public void run() throws Exception {
    TrainingClips clips = clips();
    Start start = Start.of(settings, hadoop);
    ModelCard card = ModelCard.of(start, clips, all, settings.keys());
    if (isTrained(card)) {
      log.info("train {}: {} is trained already", settings.network(), folder);
    } else {
      log.info(
          "train {}: {} clips, validation with {}; backbone {}, {}",
          settings.network(),
          clips.train().size(),
          clips.val().size(),
          start.backboneId(),
          settings.frozen() ? "frozen" : "trained too");
      if (start.fromScratch()) {
        log.warn(
            "train {}: its backbone begins with random weights{}",
            settings.network(),
            settings.transfer() ? "; %s.weights names none".formatted(settings.network()) : "");
      }
      Broadcast<SerializableConfiguration> hadoopOfTasks =
          spark.broadcast(new SerializableConfiguration(hadoop));
      try {
        train(
            settings.frozen()
                ? ofHead(start, card, clips, hadoopOfTasks)
                : ofWhole(start, card, clips, hadoopOfTasks),
            card);
      } finally {
        hadoopOfTasks.destroy();
      }
    }
    folder.remove(ModelFolder.CHECKPOINT); // last, so that a run that is killed before goes on
  }

  private void train(Training training, ModelCard card) throws Exception {
    Standing standing = training.run();
    writeLog(card, standing.log);
    training.writeLast();
    log.info(
        "train %s: %d iterations in %.0f s; best after %d, validation accuracy %.1f %% (%s)"
            .formatted(
                settings.network(),
                standing.iteration,
                standing.seconds,
                standing.bestIteration,
                100 * standing.best.accuracy(),
                folder));
  }

  private TrainingClips clips() throws Exception {
    TrainingClips clips = TrainingClips.read(workspace, new TableReader(hadoop), FacesTable.NAME);
    return all.optional("limit", (config, key) -> config.getInt(key))
        .map(limit -> clips.limit(limit, settings.seed()))
        .orElse(clips);
  }

  private boolean isTrained(ModelCard card) throws Exception {
    for (String file : List.of(ModelFolder.LAST, ModelFolder.CHECKPOINT)) {
      Optional<Map<String, byte[]>> stored = folder.readOthers(file);
      if (stored.isPresent()) {
        requireSame(card, stored.get());
        return file.equals(ModelFolder.LAST);
      }
    }
    return false;
  }

  private void requireSame(ModelCard card, Map<String, byte[]> stored) throws Exception {
    List<String> differences = card.differences(stored);
    if (!differences.isEmpty()) {
      throw new SettingsException(
          "%s was trained, or begun, otherwise: %s; go on with those, remove that folder to train anew, or use another workspace"
              .formatted(folder, String.join(", ", differences)));
    }
  }

  private Training ofHead(
      Start start,
      ModelCard card,
      TrainingClips clips,
      Broadcast<SerializableConfiguration> hadoopOfTasks)
      throws Exception {
    TrainingClips located =
        new FeatureExtraction(
                start, start.model().network().levels(), workspace, spark, hadoopOfTasks, metadata)
            .run(clips, settings.views());
    List<Standardisation> standardisations =
        FeatureStatistics.of(located.train(), start, spark, hadoopOfTasks);
    VisualNetwork network = start.model().network();
    ComputationGraph head = new ComputationGraph(network.head(settings.training()));
    head.init();
    return new Training(
        settings,
        card,
        folder,
        head,
        trained -> whole(start, trained, standardisations),
        located,
        new FeatureSamples(
            start.model(),
            start.backboneId(),
            settings.views(),
            standardisations,
            settings.seed(),
            hadoopOfTasks),
        spark);
  }

  /** Backbone and head in one, of which the head reads plain features. */
  private static ComputationGraph whole(
      Start start, ComputationGraph head, List<Standardisation> standardisations) {
    VisualNetwork network = start.model().network();
    ComputationGraph whole =
        new ComputationGraph(network.endToEnd(new NeuralNetConfiguration.Builder()));
    whole.init();
    Transfer.copy(start.backbone(), whole);
    Transfer.copy(head, whole);
    for (int level = 0; level < standardisations.size(); level++) {
      standardisations.get(level).foldInto(whole, network.reader(level));
    }
    return whole;
  }

  private Training ofWhole(
      Start start,
      ModelCard card,
      TrainingClips clips,
      Broadcast<SerializableConfiguration> hadoopOfTasks) {
    ComputationGraph whole =
        new ComputationGraph(start.model().network().endToEnd(settings.training()));
    whole.init();
    Transfer.copy(start.backbone(), whole);
    return new Training(
        settings,
        card,
        folder,
        whole,
        trained -> trained,
        clips,
        new PixelSamples(start.model(), settings.seed(), hadoopOfTasks),
        spark);
  }

  private void writeLog(ModelCard card, List<TrainingLogRow> rows) throws Exception {
    Path staged = new Path(workspace.stage(JOB), "log.parquet");
    try (TableWriter<TrainingLogRow> writer =
        new TableWriter<>(new TrainingLogTable(), staged, metadata, hadoop)) {
      for (TrainingLogRow row : rows) {
        writer.write(row);
      }
    }
    workspace.put(staged, workspace.part(TrainingLogTable.NAME, card.modelId()));
    workspace.unstage(JOB);
  }
}
