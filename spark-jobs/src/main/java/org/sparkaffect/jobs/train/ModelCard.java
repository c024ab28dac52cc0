package org.sparkaffect.jobs.train;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import org.sparkaffect.clip.Sha256;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.Version;
import org.sparkaffect.network.MeanClip;
import org.sparkaffect.network.VisualModel;

/**
 * What is said of a model beside its weights.
 *
 * @param modelId the same for the same settings, backbone and clips
 * @param settings all of them
 * @param keys those on which the model depends
 */
record ModelCard(
    String modelId, Start start, TrainingClips clips, Settings settings, List<String> keys) {
  /** What it is called in a model's file. */
  static final String ENTRY = "affect.json";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HASH_CHARACTERS = 8;

  static ModelCard of(Start start, TrainingClips clips, Settings settings, List<String> keys) {
    Stream<String> ofClips =
        clips.all().stream()
            .map(TrainingClip::clip)
            .map(clip -> clip.id() + "/" + clip.split() + "/" + clip.label());
    Stream<String> others =
        Stream.concat(Stream.of(start.backboneId()), settings.meanings(keys).stream());
    String hash =
        Sha256.hex(String.join("\n", Stream.concat(ofClips, others).toList()))
            .substring(0, HASH_CHARACTERS);
    return new ModelCard(start.model().name() + "-" + hash, start, clips, settings, keys);
  }

  /**
   * The entries of a model's file, beside the network.
   *
   * @param score null where there is none yet
   */
  Map<String, byte[]> entries(int iteration, Validation.Score score) throws IOException {
    VisualModel model = start.model();
    ObjectNode root = JSON.createObjectNode();
    root.put("model_id", modelId);
    root.put("network", model.name());
    root.put("from_scratch", start.fromScratch());
    root.put("backbone", start.backboneId());
    root.putObject("architecture")
        .put("backbone", model.backbone())
        .put("width", model.width())
        .put("pooling", model.pooling());
    root.putPOJO("input", model.network().inputStatistics());
    Arrays.stream(Emotion.values()).map(Emotion::label).forEach(root.withArray("classes")::add);
    ObjectNode metrics = root.putObject("metrics").put("iteration", iteration);
    if (score != null) {
      metrics.put("val_loss", score.loss()).put("val_accuracy", score.accuracy());
    }
    metrics.put("train_clips", clips.train().size()).put("val_clips", clips.val().size());
    root.put("version", Version.current());
    root.set("settings", JSON.readTree(settings.toJson()));
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(ENTRY, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    if (model.mean() != null) {
      entries.put(MeanClip.ENTRY, model.mean().toBytes());
    }
    return entries;
  }

  /** In what a file's model is of others than these: phrases, none where it is of the same. */
  List<String> differences(Map<String, byte[]> entries) throws IOException {
    JsonNode stored = JSON.readTree(entries.get(ENTRY));
    String backbone = stored.get("backbone").asText();
    List<String> differences = settings.differences(stored.get("settings").toString(), keys);
    if (!differences.isEmpty() || stored.get("model_id").asText().equals(modelId)) {
      return differences;
    }
    return backbone.equals(start.backboneId())
        ? List.of("the workspace has other clips now")
        : List.of("the backbone was %s and is %s".formatted(backbone, start.backboneId()));
  }
}
