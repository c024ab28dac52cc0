package org.sparkaffect.jobs.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;
import org.sparkaffect.jobs.table.TableWriter;
import org.sparkaffect.jobs.table.TrainingLogRow;
import org.sparkaffect.jobs.table.TrainingLogTable;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.network.VoiceNetwork;
import org.sparkaffect.network.VoiceTask;

/** The driver's part of training a network, from the tables to the model's files. */
public final class NetworkTraining implements ModelTraining {
  private static final Logger log = LoggerFactory.getLogger(NetworkTraining.class);

  /** Who writes its tables. */
  public static final String JOB = "train";

  private final Settings all;
  private final JavaSparkContext spark;
  private final Configuration hadoop;
  private final Workspace workspace;
  private final ModelFolder folder;
  private final Map<String, String> metadata;
  private final NetworkKind<?> kind;

  public NetworkTraining(Settings all, String network, JavaSparkContext spark) throws Exception {
    this.all = all;
    this.spark = spark;
    this.hadoop = spark.hadoopConfiguration();
    this.workspace = new Workspace(all.path("workspace"), hadoop);
    this.folder = new ModelFolder(workspace, network, hadoop);
    this.metadata = all.metadata(JOB);
    this.kind = kind(network);
  }

  private NetworkKind<?> kind(String network) {
    return voice(all, network)
        .<NetworkKind<?>>map(settings -> new VoiceKind(settings, workspace, spark))
        .orElseGet(
            () -> new VisualKind(TrainSettings.of(all, network), workspace, spark, metadata));
  }

  private static Optional<VoiceSettings> voice(Settings all, String network) {
    return Stream.of(VoiceTask.values())
        .flatMap(
            task ->
                VoiceNetwork.of(network, task).stream()
                    .map(voice -> VoiceSettings.of(all, voice, task)))
        .findFirst();
  }

  /**
   * Looks at the settings of networks.
   *
   * @throws SettingsException where one cannot be so
   */
  public static void check(Settings all, List<String> networks) {
    for (String network : networks) {
      if (voice(all, network).isEmpty()) {
        TrainSettings.of(all, network);
      }
    }
  }

  @Override
  public boolean hasInput() throws Exception {
    return !workspace.parts(kind.table()).isEmpty();
  }

  @Override
  public String describe() throws Exception {
    TrainingClips clips = clips();
    return "%s on %d clips, validated with %d"
        .formatted(kind.schedule().network(), clips.train().size(), clips.val().size());
  }

  @Override
  public int run() throws Exception {
    return run(kind);
  }

  private <O extends Origin> int run(NetworkKind<O> of) throws Exception {
    TrainingClips clips = clips();
    O origin = of.origin(clips);
    ModelCard card = ModelCard.of(origin, clips, all, of.keys());
    boolean trained = isTrained(card);
    if (trained) {
      log.info("train {}: {} is trained already", origin.network(), folder);
    } else {
      log.info(
          "train {}: {} clips, validation with {}; {}",
          origin.network(),
          clips.train().size(),
          clips.val().size(),
          of.describe(origin));
      Broadcast<SerializableConfiguration> hadoopOfTasks =
          spark.broadcast(new SerializableConfiguration(hadoop));
      try {
        train(of.training(origin, card, folder, clips, hadoopOfTasks), card);
      } finally {
        hadoopOfTasks.destroy();
      }
    }
    folder.remove(ModelFolder.CHECKPOINT); // last, so that a run that is killed before goes on
    return trained ? 0 : clips.all().size();
  }

  private void train(Training training, ModelCard card) throws Exception {
    Standing standing = training.run();
    writeLog(card, standing.log);
    training.writeLast();
    log.info(
        "train %s: %d iterations in %.0f s; best after %d, validation accuracy %.1f %% (%s)"
            .formatted(
                card.origin().network(),
                standing.iteration,
                standing.seconds,
                standing.bestIteration,
                100 * standing.best.accuracy(),
                folder));
  }

  private TrainingClips clips() throws Exception {
    TrainingClips clips = kind.clips();
    return all.optional("limit", (config, key) -> config.getInt(key))
        .map(limit -> clips.limit(limit, kind.schedule().seed()))
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

  private void writeLog(ModelCard card, List<TrainingLogRow> rows) throws Exception {
    Path staged = new Path(workspace.stage(JOB), "log.parquet");
    TableWriter.writeAll(new TrainingLogTable(), rows, staged, metadata, hadoop);
    workspace.put(staged, workspace.part(TrainingLogTable.NAME, card.modelId()));
    workspace.unstage(JOB);
  }

  /** The network's name. */
  @Override
  public String toString() {
    return kind.schedule().network();
  }
}
