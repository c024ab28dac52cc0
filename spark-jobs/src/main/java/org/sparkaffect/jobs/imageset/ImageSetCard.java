package org.sparkaffect.jobs.imageset;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import org.sparkaffect.clip.Sha256;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.imageset.TrainedMachines;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.Version;
import org.sparkaffect.jobs.train.TrainingClips;
import org.sparkaffect.network.VisualModel;

/**
 * What is said of the model beside what it computes with.
 *
 * @param modelId the same for the same settings, features and clips
 */
record ImageSetCard(
    String modelId,
    FrameFeatures features,
    TrainingClips clips,
    Settings settings,
    List<String> keys) {
  /** What it is called in a model's file. */
  static final String ENTRY = "affect.json";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HASH_CHARACTERS = 8;

  static ImageSetCard of(
      FrameFeatures features, TrainingClips clips, Settings settings, List<String> keys) {
    Stream<String> ofClips =
        clips.all().stream()
            .map(each -> each.clip())
            .map(clip -> clip.id() + "/" + clip.split() + "/" + clip.label());
    Stream<String> others =
        Stream.concat(Stream.of(features.name()), settings.meanings(keys).stream());
    String hash = Sha256.hex(String.join("\n", Stream.concat(ofClips, others).toList()));
    String id = ImageSetSettings.NAME + "-" + hash.substring(0, HASH_CHARACTERS);
    return new ImageSetCard(id, features, clips, settings, keys);
  }

  byte[] toJson(TrainedMachines machines) throws IOException {
    VisualModel model = features.start().model();
    ObjectNode root = JSON.createObjectNode();
    root.put("model_id", modelId);
    root.put("network", ImageSetSettings.NAME);
    root.put("from_scratch", features.start().fromScratch());
    root.put("backbone", features.start().backboneId());
    root.putObject("features").put("network", model.name()).put("level", features.level());
    root.putObject("architecture")
        .put("backbone", model.backbone())
        .put("width", model.width())
        .put("pooling", model.pooling());
    root.putPOJO("input", model.network().inputStatistics());
    Arrays.stream(Emotion.values()).map(Emotion::label).forEach(root.withArray("classes")::add);
    ArrayNode kernels = root.putArray("kernels");
    machines
        .kernels()
        .forEach(
            kernel ->
                kernels
                    .addObject()
                    .put("kernel", kernel.measure().toString())
                    .put("degree", kernel.degree())
                    .put("classifier", kernel.choice())
                    .put("weight", kernel.weight())
                    .put("val_accuracy", kernel.alone().accuracy()));
    root.putObject("metrics")
        .put("val_loss", machines.together().loss())
        .put("val_accuracy", machines.together().accuracy())
        .put("train_clips", clips.train().size())
        .put("val_clips", clips.val().size());
    root.put("version", Version.current());
    root.set("settings", JSON.readTree(settings.toJson()));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
  }

  /** In what a file's model is of others than these: phrases, none where it is of the same. */
  List<String> differences(Map<String, byte[]> entries) throws IOException {
    JsonNode stored = JSON.readTree(entries.get(ENTRY));
    String backbone = stored.get("backbone").asText();
    String here = features.start().backboneId();
    List<String> differences = settings.differences(stored.get("settings").toString(), keys);
    if (!differences.isEmpty() || stored.get("model_id").asText().equals(modelId)) {
      return differences;
    }
    return backbone.equals(here)
        ? List.of("the workspace has other clips now")
        : List.of("the backbone was %s and is %s".formatted(backbone, here));
  }
}
