package org.sparkaffect.jobs.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import org.sparkaffect.jobs.table.TrainingLogRow;
import org.sparkaffect.network.RateRule;

/** How far a training is. It is stored with a checkpoint. */
final class Standing {
  /** What it is called in a checkpoint. */
  static final String ENTRY = "standing.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Minibatches that each worker had. */
  int iteration;

  /** In the {@link Deck}. */
  long position;

  /** That the runs until the checkpoint took. */
  double seconds;

  /** How the best model did; null before the first validation. */
  Validation.Score best;

  /** The iteration after which it did so. */
  int bestIteration;

  /** How the last epoch did that a {@link RateRule} kept; null where there is none. */
  Validation.Score kept;

  /** What happened at each averaging. */
  final List<TrainingLogRow> log = new ArrayList<>();

  byte[] toJson() {
    ObjectNode root = JSON.createObjectNode();
    root.put("iteration", iteration).put("position", position).put("seconds", seconds);
    if (best != null) {
      put(root.putObject("best"), best).put("iteration", bestIteration);
    }
    if (kept != null) {
      put(root.putObject("kept"), kept);
    }
    ArrayNode rows = root.putArray("log");
    for (TrainingLogRow row : log) {
      rows.addObject()
          .put("model_id", row.modelId())
          .put("iteration", row.iteration())
          .put("network", row.network())
          .put("epoch", row.epoch())
          .put("learning_rate", row.learningRate())
          .put("train_loss", row.trainLoss())
          .put("val_loss", row.valLoss())
          .put("val_accuracy", row.valAccuracy())
          .put("seconds", row.seconds());
    }
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Standing fromJson(byte[] json) throws IOException {
    JsonNode root = JSON.readTree(json);
    Standing standing = new Standing();
    standing.iteration = root.get("iteration").asInt();
    standing.position = root.get("position").asLong();
    standing.seconds = root.get("seconds").asDouble();
    if (root.has("best")) {
      JsonNode best = root.get("best");
      standing.bestIteration = best.get("iteration").asInt();
      standing.best = score(best);
    }
    if (root.has("kept")) {
      standing.kept = score(root.get("kept"));
    }
    for (JsonNode row : root.get("log")) {
      standing.log.add(
          new TrainingLogRow(
              row.get("model_id").asText(),
              row.get("iteration").asInt(),
              row.get("network").asText(),
              row.get("epoch").asInt(),
              row.get("learning_rate").asDouble(),
              row.get("train_loss").asDouble(),
              number(row.get("val_loss")),
              number(row.get("val_accuracy")),
              row.get("seconds").asDouble()));
    }
    return standing;
  }

  private static ObjectNode put(ObjectNode node, Validation.Score score) {
    return node.put("val_loss", score.loss()).put("val_accuracy", score.accuracy());
  }

  private static Validation.Score score(JsonNode node) {
    return new Validation.Score(
        node.get("val_loss").asDouble(), node.get("val_accuracy").asDouble());
  }

  private static Double number(JsonNode value) {
    return value.isNull() ? null : value.asDouble();
  }
}
