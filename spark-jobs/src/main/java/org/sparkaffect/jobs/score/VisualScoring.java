package org.sparkaffect.jobs.score;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.sparkaffect.network.GraphFile;
import org.sparkaffect.network.MeanClip;
import org.sparkaffect.network.View;
import org.sparkaffect.network.VisualModel;
import org.sparkaffect.network.VisualNetwork;

/** A whole visual network, from pixels to emotions. */
record VisualScoring(
    VisualNetwork network, ComputationGraphConfiguration configuration, INDArray parameters)
    implements Model {
  /** Reads a model that {@code affect train} stored. */
  static Model open(InputStream in) throws IOException {
    GraphFile.Contents stored = GraphFile.read(in);
    return new VisualScoring(
        network(stored.others()), stored.graph().getConfiguration(), stored.graph().params());
  }

  private static VisualNetwork network(Map<String, byte[]> entries) throws IOException {
    JsonNode card = new ObjectMapper().readTree(entries.get(ModelFile.CARD));
    JsonNode architecture = card.get("architecture");
    byte[] mean = entries.get(MeanClip.ENTRY);
    return new VisualModel(
            card.get("network").asText(),
            architecture.get("backbone").asText(),
            architecture.get("width").asDouble(),
            architecture.get("pooling").asText(null),
            mean == null ? null : MeanClip.ofBytes(mean))
        .network();
  }

  /**
   * Clip by clip: the 16 frames are a batch as it is, and none depends on what others are in it.
   */
  @Override
  public Scorer scorer() {
    ComputationGraph graph = new ComputationGraph(configuration.clone());
    graph.init(parameters, false); // on the very same array
    return new Scorer() {
      @Override
      public Optional<float[]> score(Senses clip) {
        return Optional.ofNullable(clip.faces())
            .map(faces -> graph.outputSingle(network.input(faces, View.CENTRE)).toFloatVector());
      }

      /** Spark's threads go on, and would keep the memory of activations. */
      @Override
      public void close() {
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
      }
    };
  }
}
