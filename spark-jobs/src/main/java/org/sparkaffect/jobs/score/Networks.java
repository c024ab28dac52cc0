package org.sparkaffect.jobs.score;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.shade.jackson.databind.JsonNode;
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
    KINDS.put(
        VoiceNetwork.DNN.label(VoiceTask.EMOTION),
        new Kind(Sense.FUNCTIONALS, stored -> voice(VoiceNetwork.DNN, stored)));
    KINDS.put(
        VoiceNetwork.LSTM.label(VoiceTask.EMOTION),
        new Kind(Sense.DESCRIPTORS, stored -> voice(VoiceNetwork.LSTM, stored)));
  }

  /** All that can be scored with. */
  public static final List<String> NAMES = List.copyOf(KINDS.keySet());

  private Networks() {}

  private interface Opener {
    Model open(GraphFile.Contents stored) throws IOException;
  }

  private record Kind(Sense reads, Opener opener) {}

  static Sense reads(String network) {
    return KINDS.get(network).reads();
  }

  /**
   * Reads a stored model.
   *
   * @throws IOException where it is broken, or something else
   */
  static Model open(String network, InputStream in) throws IOException {
    return KINDS.get(network).opener().open(GraphFile.read(in));
  }

  private static Model visual(GraphFile.Contents stored) throws IOException {
    JsonNode card = ModelFile.card(stored.others());
    byte[] mean = stored.others().get(MeanClip.ENTRY);
    VisualNetwork network =
        new VisualModel(
                card.get("network").asText(),
                card.at("/architecture/backbone").asText(),
                card.at("/architecture/width").asDouble(),
                card.at("/architecture/pooling").asText(null),
                mean == null ? null : MeanClip.ofBytes(mean))
            .network();
    return new GraphModel(
        stored,
        clip -> Optional.ofNullable(clip.faces()).map(faces -> network.input(faces, View.CENTRE)));
  }

  private static Model voice(VoiceNetwork network, GraphFile.Contents stored) throws IOException {
    int frames = ModelFile.card(stored.others()).at("/architecture/frames").asInt(1);
    VoiceInput input = new VoiceInput(network, frames);
    return new GraphModel(stored, clip -> Optional.ofNullable(clip.voice()).map(input::of));
  }
}
