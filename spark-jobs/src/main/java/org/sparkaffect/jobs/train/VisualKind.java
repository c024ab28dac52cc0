package org.sparkaffect.jobs.train;

import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.jobs.table.FacesTable;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.network.Standardisation;
import org.sparkaffect.network.Transfer;
import org.sparkaffect.network.VisualNetwork;

/** The visual networks: from the table of faces, the head alone or the whole. */
record VisualKind(
    TrainSettings settings,
    Workspace workspace,
    JavaSparkContext spark,
    Map<String, String> metadata)
    implements NetworkKind<Start> {
  private static final Logger log = LoggerFactory.getLogger(VisualKind.class);

  @Override
  public Schedule schedule() {
    return settings;
  }

  @Override
  public List<String> keys() {
    return settings.keys();
  }

  @Override
  public String table() {
    return FacesTable.NAME;
  }

  @Override
  public TrainingClips clips() throws Exception {
    return TrainingClips.read(workspace, new TableReader(spark.hadoopConfiguration()), table());
  }

  @Override
  public Start origin(TrainingClips clips) {
    return Start.of(settings, spark.hadoopConfiguration());
  }

  @Override
  public String describe(Start start) {
    return "backbone %s, %s"
        .formatted(start.backboneId(), settings.frozen() ? "frozen" : "trained too");
  }

  @Override
  public Training training(
      Start start,
      ModelCard card,
      ModelFolder folder,
      TrainingClips clips,
      Broadcast<SerializableConfiguration> hadoopOfTasks)
      throws Exception {
    if (start.fromScratch()) {
      log.warn(
          "train {}: its backbone begins with random weights{}",
          settings.network(),
          settings.transfer() ? "; %s.weights names none".formatted(settings.network()) : "");
    }
    return settings.frozen()
        ? ofHead(start, card, folder, clips, hadoopOfTasks)
        : ofWhole(start, card, folder, clips, hadoopOfTasks);
  }

  private Training ofHead(
      Start start,
      ModelCard card,
      ModelFolder folder,
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
      ModelFolder folder,
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
}
