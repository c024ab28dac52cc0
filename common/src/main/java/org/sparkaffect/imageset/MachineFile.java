package org.sparkaffect.imageset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.ObjectNode;
import org.sparkaffect.emotion.Emotion;

/** Classifiers as JSON: kernels, dual coefficients, intercepts. */
final class MachineFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private MachineFile() {}

  static byte[] write(int rank, int blocks, List<KernelMachine> machines) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("rank", rank).put("blocks", blocks);
    ArrayNode kernels = root.putArray("kernels");
    for (KernelMachine machine : machines) {
      ObjectNode kernel =
          kernels
              .addObject()
              .put("measure", machine.kernel().measure().toString())
              .put("gamma", machine.kernel().gamma())
              .put("degree", machine.kernel().degree())
              .put("choice", machine.choice())
              .put("weight", machine.weight());
      ObjectNode classes = kernel.putObject("classes");
      for (Emotion emotion : Emotion.values()) {
        Decision decision = machine.decisions().get(emotion.ordinal());
        classes
            .putObject(emotion.label())
            .put("intercept", decision.intercept())
            .putPOJO("coefficients", decision.coefficients());
      }
    }
    return JSON.writeValueAsBytes(root);
  }

  record Contents(int rank, int blocks, List<KernelMachine> machines) {}

  static Contents read(byte[] bytes) throws IOException {
    JsonNode root = JSON.readTree(bytes);
    List<KernelMachine> machines = new ArrayList<>();
    for (JsonNode each : root.get("kernels")) {
      List<Decision> decisions = new ArrayList<>();
      for (Emotion emotion : Emotion.values()) {
        JsonNode decision = each.get("classes").get(emotion.label());
        decisions.add(
            new Decision(
                JSON.convertValue(decision.get("coefficients"), double[].class),
                decision.get("intercept").asDouble()));
      }
      Kernel kernel =
          new Kernel(
              Measure.parse(each.get("measure").asText()),
              each.get("gamma").asDouble(),
              each.get("degree").asInt());
      machines.add(
          new KernelMachine(
              kernel, each.get("choice").asText(), each.get("weight").asDouble(), decisions));
    }
    return new Contents(root.get("rank").asInt(), root.get("blocks").asInt(), machines);
  }
}
