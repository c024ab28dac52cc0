package org.sparkaffect.jobs.train;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import org.sparkaffect.clip.Sha256;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.Version;

/**
 * What is said of a model beside its weights.
 *
 * @param modelId the same for the same settings, backbone and clips
 * @param settings all of them
 * @param keys those on which the model depends
 */
record ModelCard(
    String modelId, Origin origin, TrainingClips clips, Settings settings, List<String> keys) {
  /** What it is called in a model's file. */
  static final String ENTRY = "affect.json";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HASH_CHARACTERS = 8;

  static ModelCard of(Origin origin, TrainingClips clips, Settings settings, List<String> keys) {
    Stream<String> ofClips =
        clips.all().stream()
            .map(each -> each.id() + "/" + each.clip().split() + "/" + each.label());
    Stream<String> others =
        Stream.concat(Stream.of(origin.backboneId()), settings.meanings(keys).stream());
    String hash =
        Sha256.hex(String.join("\n", Stream.concat(ofClips, others).toList()))
            .substring(0, HASH_CHARACTERS);
    return new ModelCard(origin.network() + "-" + hash, origin, clips, settings, keys);
  }

  /**
   * The entries of a model's file, beside the network.
   *
   * @param score null where there is none yet
   */
  Map<String, byte[]> entries(int iteration, Validation.Score score) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("model_id", modelId);
    root.put("network", origin.network());
    root.put("from_scratch", origin.fromScratch());
    root.put("backbone", origin.backboneId());
    root.putPOJO("architecture", origin.architecture());
    root.putPOJO("input", origin.input());
    origin.classes().forEach(root.withArray("classes")::add);
    ObjectNode metrics = root.putObject("metrics").put("iteration", iteration);
    if (score != null) {
      metrics.put("val_loss", score.loss()).put("val_accuracy", score.accuracy());
    }
    metrics.put("train_clips", clips.train().size()).put("val_clips", clips.val().size());
    root.put("version", Version.current());
    root.set("settings", JSON.readTree(settings.toJson()));
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(ENTRY, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    entries.putAll(origin.others());
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
    return backbone.equals(origin.backboneId())
        ? List.of("the workspace has other clips now")
        : List.of("the backbone was %s and is %s".formatted(backbone, origin.backboneId()));
  }
}
