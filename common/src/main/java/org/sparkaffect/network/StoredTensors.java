package org.sparkaffect.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * Tensors as TensorFlow.js stores them: a manifest in JSON with names and shapes, and in its order
 * the values, 32-bit floats or bytes that are a scale and a minimum away from their values.
 */
final class StoredTensors {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StoredTensors() {}

  /**
   * Reads all of them, by name and in their order.
   *
   * @throws IOException if manifest and values do not belong together
   */
  static Map<String, INDArray> read(InputStream manifest, InputStream values) throws IOException {
    JsonNode groups = JSON.readTree(manifest);
    ByteBuffer bytes = ByteBuffer.wrap(values.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
    Map<String, INDArray> tensors = new LinkedHashMap<>();
    for (JsonNode group : groups) {
      for (JsonNode tensor : group.get("weights")) {
        String name = tensor.get("name").asText();
        try {
          tensors.put(name, tensor(tensor, bytes));
        } catch (BufferUnderflowException e) {
          throw new IOException(
              "the values end within the tensor %s, at byte %d: are they this manifest's?"
                  .formatted(name, bytes.limit()),
              e);
        }
      }
    }
    if (bytes.hasRemaining()) {
      throw new IOException(
          "%d of %d bytes of values are left over: are they this manifest's?"
              .formatted(bytes.remaining(), bytes.limit()));
    }
    return tensors;
  }

  private static INDArray tensor(JsonNode tensor, ByteBuffer bytes) {
    int[] shape = JSON.convertValue(tensor.get("shape"), int[].class);
    int length = 1;
    for (int size : shape) {
      length *= size;
    }
    JsonNode quantization = tensor.path("quantization");
    double scale = quantization.path("scale").asDouble();
    double least = quantization.path("min").asDouble();
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] =
          quantization.isMissingNode()
              ? bytes.getFloat()
              : (float) (least + scale * Byte.toUnsignedInt(bytes.get()));
    }
    return Nd4j.createFromArray(values).reshape('c', shape);
  }
}
