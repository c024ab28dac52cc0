package org.sparkaffect.jobs.train;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.sparkaffect.clip.FilePath;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.jobs.table.AcousticsTable;
import org.sparkaffect.jobs.table.SpeechTable;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.network.GenderNetwork;
import org.sparkaffect.network.Moments;
import org.sparkaffect.network.Regularisation;
import org.sparkaffect.network.Standardisation;
import org.sparkaffect.network.Transfer;
import org.sparkaffect.network.VoiceInput;
import org.sparkaffect.network.VoiceNetwork;
import org.sparkaffect.network.VoiceTask;

/** The networks of the voice: from the table of acoustics, or of speech for the source task. */
record VoiceKind(VoiceSettings settings, Workspace workspace, JavaSparkContext spark)
    implements NetworkKind<VoiceOrigin> {
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
    return settings.task() == VoiceTask.EMOTION ? AcousticsTable.NAME : SpeechTable.NAME;
  }

  @Override
  public TrainingClips clips() throws Exception {
    TableReader reader = new TableReader(hadoop());
    return settings.task() == VoiceTask.EMOTION
        ? TrainingClips.read(workspace, reader, table())
        : Utterances.read(workspace, reader, settings.trainShare(), settings.seed());
  }

  @Override
  public VoiceOrigin origin(TrainingClips clips) throws Exception {
    return new VoiceOrigin(settings, source(), standardisation(clips.train()));
  }

  private Optional<GenderNetwork> source() throws IOException {
    if (!settings.transfer()) {
      return Optional.empty();
    }
    if (settings.weights().isPresent()) {
      Path file = settings.weights().get();
      return Optional.of(read(file));
    }
    VoiceNetwork network = settings.voice();
    Path own = new Path(workspace.model(network.label(VoiceTask.GENDER)), ModelFolder.BEST);
    return Optional.of(
        FilePath.fileSystem(own, hadoop()).exists(own)
            ? read(own)
            : GenderNetwork.shipped(network));
  }

  private GenderNetwork read(Path file) {
    try (InputStream in = FilePath.fileSystem(file, hadoop()).open(file)) {
      return GenderNetwork.read(settings.voice(), in, file.toString());
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private Standardisation standardisation(List<TrainingClip> train) {
    Broadcast<SerializableConfiguration> hadoopOfTasks =
        spark.broadcast(new SerializableConfiguration(hadoop()));
    VoiceInput input = settings.input(); // the settings stay here
    VoiceTask task = settings.task();
    try {
      return spark
          .parallelize(train)
          .map(
              clip -> {
                float[][] steps =
                    new StoredVoices(input, task, hadoopOfTasks.value().value()).of(clip);
                Moments moments = new Moments(steps[0].length);
                moments.add(steps);
                return moments;
              })
          .treeReduce(Moments::add)
          .zScores();
    } finally {
      hadoopOfTasks.destroy();
    }
  }

  private Configuration hadoop() {
    return spark.hadoopConfiguration();
  }

  @Override
  public String describe(VoiceOrigin origin) {
    return origin.fromScratch()
        ? "from scratch"
        : "layers of %s, %s"
            .formatted(origin.backboneId(), settings.frozen() ? "frozen" : "trained too");
  }

  @Override
  public Training training(
      VoiceOrigin origin,
      ModelCard card,
      ModelFolder folder,
      TrainingClips clips,
      Broadcast<SerializableConfiguration> hadoopOfTasks) {
    ComputationGraph network = new ComputationGraph(settings.training(clips.train().size()));
    network.init();
    origin.source().ifPresent(source -> source.transferTo(network));
    return new Training(
        settings,
        card,
        folder,
        network,
        trained -> plain(trained, origin.standardisation()),
        clips,
        new VoiceSamples(
            settings.input(), settings.task(), origin.standardisation(), hadoopOfTasks),
        spark);
  }

  /** The same network, of plain values. */
  private ComputationGraph plain(ComputationGraph trained, Standardisation standardisation) {
    ComputationGraph plain =
        new ComputationGraph(
            settings
                .voice()
                .configuration(
                    new NeuralNetConfiguration.Builder(),
                    settings.task(),
                    Regularisation.NONE,
                    null));
    plain.init();
    Transfer.copy(trained, plain);
    standardisation.foldInto(plain, settings.voice().reader());
    return plain;
  }
}
