package org.sparkaffect.jobs.score;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.sparkaffect.imageset.ImageSetModel;
import org.sparkaffect.network.GraphFile;
import org.sparkaffect.network.MeanClip;
import org.sparkaffect.network.View;
import org.sparkaffect.network.VisualModel;
import org.sparkaffect.network.VisualNetwork;
import org.sparkaffect.network.VoiceInput;
import org.sparkaffect.network.VoiceNetwork;
import org.sparkaffect.network.VoiceTask;

/** What each network reads, and how its stored model is opened: where a network is added. */
public final class Networks {
  private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

  static {
    VisualModel.NAMES.forEach(name -> KINDS.put(name, new Kind(Sense.FACES, Networks::visual)));
    KINDS.put("image-set", new Kind(Sense.FACES, Networks::imageSet));
    KINDS.put(
        VoiceNetwork.DNN.label(VoiceTask.EMOTION),
        new Kind(Sense.FUNCTIONALS, file -> voice(VoiceNetwork.DNN, file)));
    KINDS.put(
        VoiceNetwork.LSTM.label(VoiceTask.EMOTION),
        new Kind(Sense.DESCRIPTORS, file -> voice(VoiceNetwork.LSTM, file)));
  }

  /** All that can be scored with. */
  public static final List<String> NAMES = List.copyOf(KINDS.keySet());

  private Networks() {}

  /** A file that can be read more than once. */
  interface Source {
    InputStream open() throws IOException;
  }

  private interface Opener {
    Model open(Source file) throws IOException;
  }

  private record Kind(Sense reads, Opener opener) {}

  /** Whether a network reads faces; it reads the voice otherwise. */
  public static boolean readFaces(String network) {
    return reads(network) == Sense.FACES;
  }

  static Sense reads(String network) {
    return KINDS.get(network).reads();
  }

  /**
   * Reads a stored model.
   *
   * @throws IOException where it is broken, or something else
   */
  static Model open(String network, Source file) throws IOException {
    return KINDS.get(network).opener().open(file);
  }

  private static GraphFile.Contents read(Source file) throws IOException {
    try (InputStream in = file.open()) {
      return GraphFile.read(in);
    }
  }

  private static Model visual(Source file) throws IOException {
    GraphFile.Contents stored = read(file);
    JsonNode card = ModelFile.card(stored.others());
    VisualNetwork network = network(card.path("network"), card, stored);
    return new GraphModel(
        stored,
        (graph, clip) ->
            Optional.ofNullable(clip.faces())
                .map(faces -> graph.outputSingle(network.input(faces, View.CENTRE)))
                .map(INDArray::toFloatVector));
  }

  private static VisualNetwork network(JsonNode name, JsonNode card, GraphFile.Contents stored) {
    byte[] mean = stored.others().get(MeanClip.ENTRY);
    return new VisualModel(
            name.asText(),
            card.at("/architecture/backbone").asText(),
            card.at("/architecture/width").asDouble(),
            card.at("/architecture/pooling").asText(null),
            mean == null ? null : MeanClip.ofBytes(mean))
        .network();
  }

  private static Model imageSet(Source file) throws IOException {
    GraphFile.Contents stored = read(file);
    JsonNode card = ModelFile.card(stored.others());
    VisualNetwork network = network(card.at("/features/network"), card, stored);
    int level = network.levels().indexOf(card.at("/features/level").asText());
    ImageSetModel sets;
    try (InputStream in = file.open()) {
      sets = ImageSetModel.read(in);
    }
    return new GraphModel(
        stored,
        (graph, clip) ->
            Optional.ofNullable(clip.faces())
                .map(faces -> graph.output(network.backboneInput(faces, View.CENTRE))[level])
                .map(
                    frames -> sets.score(frames.reshape('c', frames.size(0), -1).toFloatMatrix())));
  }

  private static Model voice(VoiceNetwork network, Source file) throws IOException {
    GraphFile.Contents stored = read(file);
    int frames = ModelFile.card(stored.others()).at("/architecture/frames").asInt(1);
    VoiceInput input = new VoiceInput(network, frames);
    return new GraphModel(
        stored,
        (graph, clip) ->
            Optional.ofNullable(clip.voice())
                .map(heard -> graph.outputSingle(input.of(heard)))
                .map(INDArray::toFloatVector));
  }
}
