package org.sparkaffect.jobs.imageset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.clip.FilePath;
import org.sparkaffect.imageset.ImageSetModel;
import org.sparkaffect.imageset.MachineTraining;
import org.sparkaffect.imageset.Measure;
import org.sparkaffect.imageset.TrainedMachines;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;
import org.sparkaffect.jobs.table.FacesTable;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.train.FeatureExtraction;
import org.sparkaffect.jobs.train.ModelFolder;
import org.sparkaffect.jobs.train.ModelTraining;
import org.sparkaffect.jobs.train.NetworkTraining;
import org.sparkaffect.jobs.train.TrainingClips;

/** The driver's part of training the image-set model, from the tables to the model's file. */
public final class ImageSetTraining implements ModelTraining {
  private static final Logger log = LoggerFactory.getLogger(ImageSetTraining.class);

  /** Where sets are staged, apart from what the job train stages for tables. */
  private static final String STAGING = "sets";

  private final Settings all;
  private final ImageSetSettings settings;
  private final JavaSparkContext spark;
  private final Configuration hadoop;
  private final Workspace workspace;
  private final ModelFolder folder;
  private final Map<String, String> metadata;

  public ImageSetTraining(Settings all, JavaSparkContext spark) throws Exception {
    this.all = all;
    this.settings = ImageSetSettings.of(all);
    this.spark = spark;
    this.hadoop = spark.hadoopConfiguration();
    this.workspace = new Workspace(all.path("workspace"), hadoop);
    this.folder = new ModelFolder(workspace, ImageSetSettings.NAME, hadoop);
    this.metadata = all.metadata(NetworkTraining.JOB);
  }

  @Override
  public boolean hasInput() throws Exception {
    return !workspace.parts(FacesTable.NAME).isEmpty();
  }

  @Override
  public String describe() throws Exception {
    TrainingClips clips = clips();
    return "%s on %d clips, validated with %d"
        .formatted(ImageSetSettings.NAME, clips.train().size(), clips.val().size());
  }

  @Override
  public int run() throws Exception {
    TrainingClips clips = clips();
    FrameFeatures features = FrameFeatures.of(settings, workspace, hadoop);
    ImageSetCard card = ImageSetCard.of(features, clips, all, settings.keys());
    if (isTrained(card)) {
      log.info("train {}: {} is trained already", ImageSetSettings.NAME, folder);
      workspace.unstage(STAGING); // where a run was killed right after it wrote the model
      return 0;
    }
    log.info(
        "train {}: {} clips, validation with {}; features {}",
        ImageSetSettings.NAME,
        clips.train().size(),
        clips.val().size(),
        features.name());
    Broadcast<SerializableConfiguration> hadoopOfTasks =
        spark.broadcast(new SerializableConfiguration(hadoop));
    try {
      train(card, hadoopOfTasks);
    } finally {
      hadoopOfTasks.destroy();
    }
    return clips.all().size();
  }

  private TrainingClips clips() throws Exception {
    TrainingClips clips = TrainingClips.read(workspace, new TableReader(hadoop), FacesTable.NAME);
    return all.optional("limit", (config, key) -> config.getInt(key))
        .map(limit -> clips.limit(limit, settings.seed()))
        .orElse(clips);
  }

  private boolean isTrained(ImageSetCard card) throws Exception {
    Optional<Map<String, byte[]>> stored = folder.readOthers(ModelFolder.BEST);
    if (stored.isEmpty()) {
      return false;
    }
    List<String> differences = card.differences(stored.get());
    if (!differences.isEmpty()) {
      throw new SettingsException(
          "%s was trained otherwise: %s; go on with those, remove that folder to train anew, or use another workspace"
              .formatted(folder, String.join(", ", differences)));
    }
    return true;
  }

  private void train(ImageSetCard card, Broadcast<SerializableConfiguration> hadoopOfTasks)
      throws Exception {
    FrameFeatures features = card.features();
    TrainingClips located =
        new FeatureExtraction(
                features.start(),
                List.of(features.level()),
                workspace,
                spark,
                hadoopOfTasks,
                metadata)
            .run(card.clips(), settings.views());
    Samples samples = Samples.of(located, settings.views());
    List<Block> blocks = samples.blocks(settings.block());
    SetTask task =
        new SetTask(
            features.start().backboneId(),
            features.level(),
            settings.rank(),
            workspace.stage(STAGING).toString(),
            hadoopOfTasks);
    List<String> files = spark.parallelize(blocks, blocks.size()).map(task).collect();

    GramMatrices matrices = matrices(samples, features, blocks, files, hadoopOfTasks);
    TrainedMachines machines =
        new MachineTraining(
                settings.trainer(),
                Samples.labels(samples.train()),
                Samples.labels(samples.val()),
                settings.degrees(),
                settings.weighted())
            .train(matrices.values());
    write(card, machines, sets(blocks, files));
    workspace.unstage(STAGING);
    tell(machines);
  }

  private GramMatrices matrices(
      Samples samples,
      FrameFeatures features,
      List<Block> blocks,
      List<String> files,
      Broadcast<SerializableConfiguration> hadoopOfTasks)
      throws Exception {
    List<Measure> measures = Measure.all(settings.ranks());
    TableReader reader = new TableReader(hadoop);
    GramMatrices before = GramMatrices.read(workspace, reader, features.name(), samples, measures);
    List<BlockPair> missing = before.missing(BlockPair.all(blocks));
    if (missing.isEmpty()) {
      return before;
    }
    new GramComputation(workspace, spark, hadoopOfTasks, metadata)
        .run(missing, measures, features.name(), files);
    return GramMatrices.read(workspace, reader, features.name(), samples, measures);
  }

  /** Those to train on, block by block. */
  private List<byte[]> sets(List<Block> blocks, List<String> files) throws IOException {
    List<byte[]> sets = new ArrayList<>();
    for (Block block : blocks) {
      if (block.train()) {
        Path file = new Path(files.get(block.number()));
        try (InputStream in =
            new BufferedInputStream(FilePath.fileSystem(file, hadoop).open(file))) {
          sets.add(in.readAllBytes());
        }
      }
    }
    return sets;
  }

  private void write(ImageSetCard card, TrainedMachines machines, List<byte[]> sets)
      throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(ImageSetCard.ENTRY, card.toJson(machines));
    entries.putAll(ImageSetModel.entries(settings.rank(), machines, sets));
    folder.write(ModelFolder.BEST, card.features().start().backbone(), false, entries);
  }

  private void tell(TrainedMachines machines) {
    machines
        .kernels()
        .forEach(
            kernel ->
                log.info(
                    "train %s: %s, degree %d, %s, weight %s: validation accuracy %.1f %%"
                        .formatted(
                            ImageSetSettings.NAME,
                            kernel.measure(),
                            kernel.degree(),
                            kernel.choice(),
                            kernel.weight(),
                            100 * kernel.alone().accuracy())));
    log.info(
        "train %s: validation accuracy of all %.1f %% (%s)"
            .formatted(ImageSetSettings.NAME, 100 * machines.together().accuracy(), folder));
  }

  /** The model's name. */
  @Override
  public String toString() {
    return ImageSetSettings.NAME;
  }
}
