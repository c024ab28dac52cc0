package org.sparkaffect.network;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.sparkaffect.clip.InputException;

/**
 * A network that was trained on the source task, as a model's file of the job pretrain-audio.
 *
 * @param id of the model
 * @param graph that reads plain features
 * @param standardisation of the features that it was trained with, which is folded into it
 */
public record GenderNetwork(
    VoiceNetwork network, String id, ComputationGraph graph, Standardisation standardisation) {
  private static final String ABOUT = "affect.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The one that comes with this library, trained on a part of LibriSpeech. */
  public static GenderNetwork shipped(VoiceNetwork network) {
    String resource = "gender/%s.zip".formatted(network.label(VoiceTask.GENDER));
    try (InputStream in = GenderNetwork.class.getResourceAsStream(resource)) {
      return read(network, in, resource);
    } catch (IOException e) {
      throw new IllegalStateException(resource, e);
    }
  }

  /**
   * Reads a model's file; the stream stays open.
   *
   * @param name of the file, for messages
   * @throws InputException if it is something else, broken, or of another network
   */
  public static GenderNetwork read(VoiceNetwork network, InputStream in, String name) {
    try {
      GraphFile.Contents contents = GraphFile.read(in);
      JsonNode about = JSON.readTree(contents.others().get(ABOUT));
      String of = about.path("network").asText();
      if (!of.equals(network.label(VoiceTask.GENDER))) {
        throw new InputException(
            "%s holds %s, not the %s that %s begins with"
                .formatted(
                    name,
                    of.isEmpty() ? "no model of affect pretrain-audio" : of,
                    network.label(VoiceTask.GENDER),
                    network.label(VoiceTask.EMOTION)));
      }
      return new GenderNetwork(
          network,
          about.get("model_id").asText(),
          contents.graph(),
          new Standardisation(floats(about.at("/input/mean")), floats(about.at("/input/scale"))));
    } catch (IOException | IllegalArgumentException e) { // Jackson throws the latter for no bytes
      throw new InputException(
          "%s is no model of affect pretrain-audio, or broken: %s".formatted(name, e.getMessage()),
          e);
    }
  }

  /** Copies all layers but the last, such that they read features that are standardised. */
  public void transferTo(ComputationGraph target) {
    List<String> layers = network.transferred();
    Transfer.copy(graph, target, layers);
    standardisation.inverse().foldInto(target, network.reader());
  }

  private static float[] floats(JsonNode array) throws IOException {
    return JSON.treeToValue(array, float[].class);
  }
}
