package org.sparkaffect.face;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/**
 * One network of the cascade as an ONNX model. It is fully convolutional, dense layers being
 * convolutions over their whole input, and takes raw RGB values 0..255 as N x 3 x H x W. Layers are
 * declared in the order in which the weights hold their tensors, kernels as row, column, input,
 * output.
 *
 * <p>The published weights were trained on transposed images, so each kernel is transposed here to
 * fit upright ones. The first layer also takes over the input's normalisation, (x - 127.5) / 128.
 *
 * <p>Field numbers are those of onnx.proto, IR version 8, operator set 13.
 */
final class CascadeModel {
  private static final int FLOAT = 1;
  private static final int INT_ATTRIBUTE = 2;
  private static final int INTS_ATTRIBUTE = 7;

  private final FloatBuffer weights;
  private final OnnxMessage graph = new OnnxMessage().text(2, "mtcnn");
  private int channels = 3;
  private int layers;
  private int heads;
  private String last = "image";

  /**
   * @param weights positioned at the first tensor of the network; left behind its last
   * @param side the input's rows and columns the model is declared with
   */
  CascadeModel(FloatBuffer weights, int side) {
    this.weights = weights;
    graph.message(11, value("image", 1, channels, side, side));
  }

  /** A valid convolution, then a PReLU with one slope per channel. */
  CascadeModel convolution(int kernel, int filters) {
    String convolved = convolve(kernel, filters, "conv" + ++layers);
    channels = filters;
    String slopes = convolved + ".slopes";
    initializer(slopes, read(filters), filters, 1, 1);
    last = convolved + ".prelu";
    node("PRelu", last, new String[] {convolved, slopes});
    return this;
  }

  /** A max-pool of stride 2 that rounds its output's size up, as Caffe does. */
  CascadeModel maxPool(int kernel) {
    String pooled = last + ".pool";
    node(
        "MaxPool",
        pooled,
        new String[] {last},
        ints("kernel_shape", kernel, kernel),
        ints("strides", 2, 2),
        new OnnxMessage().text(1, "ceil_mode").integer(3, 1).integer(20, INT_ATTRIBUTE));
    last = pooled;
    return this;
  }

  /** An output of the network: a 1 x 1 convolution of what the last {@code convolution} gave. */
  CascadeModel head(int filters) {
    String name = convolve(1, filters, "head" + heads++);
    graph.message(12, value(name, 1, filters, 1, 1));
    return this;
  }

  /** The serialized ModelProto. */
  byte[] toBytes() {
    OnnxMessage operators = new OnnxMessage().text(1, "").integer(2, 13);
    return new OnnxMessage().integer(1, 8).message(7, graph).message(8, operators).toBytes();
  }

  private String convolve(int kernel, int filters, String name) {
    float[] stored = read(kernel * kernel * channels * filters);
    float[] bias = read(filters);
    float[] kernels = new float[stored.length];
    boolean first = last.equals("image");
    for (int i = 0; i < stored.length; i++) {
      int filter = i % filters;
      int channel = i / filters % channels;
      int column = i / filters / channels % kernel;
      int row = i / filters / channels / kernel;
      float weight = first ? stored[i] / 128 : stored[i];
      kernels[((filter * channels + channel) * kernel + column) * kernel + row] = weight;
      if (first) {
        bias[filter] -= 127.5f * weight;
      }
    }
    initializer(name + ".kernels", kernels, filters, channels, kernel, kernel);
    initializer(name + ".bias", bias, filters);
    node("Conv", name, new String[] {last, name + ".kernels", name + ".bias"});
    return name;
  }

  private float[] read(int count) {
    float[] values = new float[count];
    weights.get(values);
    return values;
  }

  private void node(String operator, String output, String[] inputs, OnnxMessage... attributes) {
    OnnxMessage node =
        new OnnxMessage().text(1, inputs).text(2, output).text(3, output).text(4, operator);
    for (OnnxMessage attribute : attributes) {
      node.message(5, attribute);
    }
    graph.message(1, node);
  }

  private void initializer(String name, float[] values, long... shape) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    graph.message(
        5,
        new OnnxMessage().integer(1, shape).integer(2, FLOAT).text(8, name).bytes(9, raw.array()));
  }

  private static OnnxMessage ints(String name, long... values) {
    return new OnnxMessage().text(1, name).integer(8, values).integer(20, INTS_ATTRIBUTE);
  }

  private static OnnxMessage value(String name, long... shape) {
    OnnxMessage dimensions = new OnnxMessage();
    for (long size : shape) {
      dimensions.message(1, new OnnxMessage().integer(1, size));
    }
    OnnxMessage tensor = new OnnxMessage().integer(1, FLOAT).message(2, dimensions);
    return new OnnxMessage().text(1, name).message(2, new OnnxMessage().message(1, tensor));
  }
}
