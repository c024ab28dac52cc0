package org.sparkaffect.jobs.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparkaffect.audio.Egemaps;
import org.sparkaffect.network.GenderNetwork;
import org.sparkaffect.network.Standardisation;
import org.sparkaffect.network.VoiceNetwork;

/**
 * What a network of the voice begins with.
 *
 * @param source where its first layers come from; empty where they are random
 * @param standardisation of its input, by the clips that it is trained on
 */
record VoiceOrigin(
    VoiceSettings settings, Optional<GenderNetwork> source, Standardisation standardisation)
    implements Origin {
  @Override
  public String network() {
    return settings.network();
  }

  @Override
  public List<String> classes() {
    return settings.task().classes();
  }

  @Override
  public String backboneId() {
    return source.map(GenderNetwork::id).orElse("random-" + settings.seed());
  }

  @Override
  public boolean fromScratch() {
    return source.isEmpty();
  }

  @Override
  public Map<String, Object> architecture() {
    return settings.voice() == VoiceNetwork.DNN
        ? Map.of("reads", "functionals")
        : Map.of("reads", "descriptors", "frames", settings.frames());
  }

  /** The standardisation is folded into the stored network, which reads plain values. */
  @Override
  public Map<String, Object> input() {
    return Map.of(
        "features",
        settings.voice() == VoiceNetwork.DNN ? Egemaps.FUNCTIONALS : Egemaps.DESCRIPTORS,
        "mean",
        standardisation.mean(),
        "scale",
        standardisation.scale());
  }

  @Override
  public Map<String, byte[]> others() {
    return Map.of();
  }
}
