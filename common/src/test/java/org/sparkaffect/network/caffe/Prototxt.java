package org.sparkaffect.network.caffe;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** A net for OpenCV's Caffe importer: its definition as text, and random blobs that go with it. */
final class Prototxt {
  private final StringBuilder text;
  private final CaffeWriter model;
  private final SplittableRandom random = new SplittableRandom(42);
  private final double gain;
  private int channels = 3;
  private String last = "data";

  /**
   * @param gain of a convolution and its ReLU: below 1 where residual blocks add up
   */
  Prototxt(CaffeWriter.Dialect dialect, int height, int width, double gain) {
    model = new CaffeWriter(dialect);
    this.gain = gain;
    text =
        new StringBuilder(
            "input: \"data\" input_shape { dim: 1 dim: 3 dim: %d dim: %d }\n"
                .formatted(height, width));
  }

  void convolution(String name, int outputs, int pad) {
    layer(
        "Convolution",
        name,
        "convolution_param { num_output: %d kernel_size: 3 pad: %d }".formatted(outputs, pad),
        TestBlob.weights(random, gain, outputs, channels, 3, 3),
        TestBlob.biases(random, outputs));
    channels = outputs;
  }

  void dense(String name, int outputs, int inputs) {
    layer(
        "InnerProduct",
        name,
        "inner_product_param { num_output: %d }".formatted(outputs),
        TestBlob.weights(random, gain, outputs, inputs),
        TestBlob.biases(random, outputs));
  }

  void relu() {
    layer("ReLU", "relu_" + last, "");
  }

  /** Slopes of either sign. */
  void preLu(String name) {
    layer("PReLU", name, "", TestBlob.random(random, 0.1, 0.3, channels));
  }

  void maxPool(String name) {
    layer("Pooling", name, "pooling_param { pool: MAX kernel_size: 2 stride: 2 }");
  }

  /** The sum of two layers' outputs. */
  void sum(String name, String first, String second) {
    text.append("layer { name: \"%s\" type: \"Eltwise\" ".formatted(name))
        .append("bottom: \"%s\" bottom: \"%s\" top: \"%s\" ".formatted(first, second, name))
        .append("eltwise_param { operation: SUM } }\n");
    last = name;
  }

  String last() {
    return last;
  }

  byte[] text() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  byte[] model() {
    return model.toBytes();
  }

  private void layer(String type, String name, String parameters, TestBlob... blobs) {
    text.append(
        "layer { name: \"%s\" type: \"%s\" bottom: \"%s\" top: \"%s\" %s }\n"
            .formatted(name, type, last, name, parameters));
    model.layer(name, blobs);
    last = name;
  }
}
