package org.sparkaffect.jobs.train;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.sparkaffect.clip.FilePath;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.network.Backbone;
import org.sparkaffect.network.BackboneFile;
import org.sparkaffect.network.FaceRecognitionWeights;
import org.sparkaffect.network.MeanClip;
import org.sparkaffect.network.PublishedModel;
import org.sparkaffect.network.Transfer;
import org.sparkaffect.network.VisualModel;

/**
 * The network that a training begins with.
 *
 * @param backbone with the weights that it begins with
 * @param backboneId tells one backbone's features from another's
 * @param fromScratch whether those weights are random
 */
public record Start(
    VisualModel model, ComputationGraph backbone, String backboneId, boolean fromScratch)
    implements Origin {
  private static final String SHIPPED = "face-recognition";
  private static final int HASH_CHARACTERS = 8;

  @Override
  public String network() {
    return model.name();
  }

  @Override
  public List<String> classes() {
    return Stream.of(Emotion.values()).map(Emotion::label).toList();
  }

  @Override
  public Map<String, Object> architecture() {
    Map<String, Object> architecture = new LinkedHashMap<>();
    architecture.put("backbone", model.backbone());
    architecture.put("width", model.width());
    architecture.put("pooling", model.pooling());
    return architecture;
  }

  @Override
  public Map<String, Object> input() {
    return model.network().inputStatistics();
  }

  @Override
  public Map<String, byte[]> others() {
    return model.mean() == null ? Map.of() : Map.of(MeanClip.ENTRY, model.mean().toBytes());
  }

  /**
   * Reads the weights.
   *
   * @throws InputException if there is no such file, or it is none of this network's
   */
  public static Start of(TrainSettings settings, Configuration hadoop) {
    if (settings.transfer() && settings.weights().isPresent()) {
      return imported(settings, read(settings.weights().get(), hadoop));
    }
    boolean residual = settings.network().equals(TrainSettings.SHIPPED);
    String published =
        residual ? SHIPPED : PublishedModel.ofNetwork(settings.network()).orElseThrow().id();
    VisualModel model = model(settings, published, Optional.empty());
    ComputationGraph backbone = init(model, settings.seed());
    if (settings.transfer() && residual) {
      FaceRecognitionWeights.copyTo(backbone);
      return new Start(model, backbone, SHIPPED, false);
    }
    String id = "random-%s-%s-%d".formatted(published, settings.width(), settings.seed());
    return new Start(model, backbone, id, true);
  }

  private static Start imported(TrainSettings settings, Backbone weights) {
    PublishedModel published = weights.model();
    if (!published.network().equals(settings.network())) {
      throw new InputException(
          "%s.weights: %s holds %s, which is for %s"
              .formatted(
                  settings.network(),
                  settings.weights().orElseThrow(),
                  published.id(),
                  published.network()));
    }
    VisualModel model = model(settings, published.id(), weights.mean());
    ComputationGraph backbone = init(model, settings.seed());
    try {
      Transfer.copy(weights.graph(), backbone);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "%s: %s; see %s.width"
              .formatted(settings.weights().orElseThrow(), e.getMessage(), settings.network()),
          e);
    }
    return new Start(model, backbone, id(weights), false);
  }

  /** Features depend on the mean that is subtracted, too. */
  private static String id(Backbone weights) {
    String id = weights.model().id() + "-" + weights.sha256().substring(0, HASH_CHARACTERS);
    return weights.mean().map(mean -> "%s-%08x".formatted(id, mean.hashCode())).orElse(id);
  }

  private static Backbone read(Path file, Configuration hadoop) {
    try (InputStream in = FilePath.fileSystem(file, hadoop).open(file)) {
      return BackboneFile.read(in, file.toString());
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static VisualModel model(
      TrainSettings settings, String backbone, Optional<MeanClip> mean) {
    return new VisualModel(
        settings.network(), backbone, settings.width(), settings.pooling(), mean.orElse(null));
  }

  private static ComputationGraph init(VisualModel model, long seed) {
    ComputationGraph graph =
        new ComputationGraph(
            model.network().backbone(new NeuralNetConfiguration.Builder().seed(seed)));
    graph.init();
    return graph;
  }
}
