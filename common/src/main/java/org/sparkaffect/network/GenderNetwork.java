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
      JsonNode about = JSON.readTree(contents.others().getOrDefault(ABOUT, new byte[0]));
      requireOf(network, about.path("network").asText(), name);
      return new GenderNetwork(
          network,
          about.required("model_id").asText(),
          contents.graph(),
          new Standardisation(
              floats(about.required("input").required("mean")),
              floats(about.required("input").required("scale"))));
    } catch (IOException | IllegalArgumentException e) { // Jackson's for what is not there
      throw new InputException(
          "%s is no model of affect pretrain-audio, or broken: %s".formatted(name, e.getMessage()),
          e);
    }
  }

  private static void requireOf(VoiceNetwork network, String name, String file) {
    String source = network.label(VoiceTask.GENDER);
    if (!name.equals(source)) {
      throw new InputException(
          "%s holds %s, not the %s that %s begins with"
              .formatted(
                  file,
                  name.isEmpty() ? "another model" : name,
                  source,
                  network.label(VoiceTask.EMOTION)));
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
