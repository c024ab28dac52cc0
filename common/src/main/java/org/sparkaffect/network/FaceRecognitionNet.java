package org.sparkaffect.network;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.nd4j.linalg.activations.Activation;
import org.sparkaffect.face.NetworkCrop;

/**
 * The face recognition net of dlib (King, 2017), a residual net after He et al., "Deep Residual
 * Learning for Image Recognition", 2016: RGB images of 3 x 150 x 150 to 128 values without
 * activation, 5,607,488 parameters, the affine behind each convolution being part of it. Its levels
 * for the pyramid are conv32_3 (32 x 35 x 35), conv128_2 (128 x 8 x 8) and fc.
 */
public final class FaceRecognitionNet {
  /** The layer whose values are the features. */
  static final String FEATURES = "fc";

  static final NetworkInput INPUT =
      new NetworkInput(
          NetworkCrop.FACE_RECOGNITION,
          NetworkInput.Order.RGB,
          MeanImage.ofChannels(122.782f, 117.001f, 104.298f),
          256);

  /**
   * With the levels conv32_3 (32 x 35 x 35), conv128_2 (128 x 8 x 8) and fc. Stages double the
   * channels of those before them, at any width.
   */
  public static final FrameBackbone BACKBONE =
      new FrameBackbone(
          "face-recognition",
          INPUT,
          FaceRecognitionNet::addTo,
          List.of(
              Level.image("conv32_3", 32, 35, 35),
              new Level("conv128_2", width -> 4 * width.of(32), 8, 8),
              Level.vector(FEATURES, 128)));

  private final GraphBuilder graph;
  private String last;
  private int channels;
  private int size;

  /**
   * @param input a vertex that gives {@code channels} x {@code size} x {@code size}
   */
  FaceRecognitionNet(GraphBuilder graph, String input, int channels, int size) {
    this.graph = graph;
    last = input;
    this.channels = channels;
    this.size = size;
  }

  /** Adds conv32_down to fc behind the vertex {@code input}, which gives images. */
  static void addTo(GraphBuilder graph, String input, Width width) {
    int channels = width.of(32);
    graph.addLayer("conv32_down", new Convolution2d(7, 2, channels, 0, Activation.RELU), input);
    graph.addLayer("pool32", pool(SubsamplingLayer.PoolingType.MAX, 3), "conv32_down");
    FaceRecognitionNet net = new FaceRecognitionNet(graph, "pool32", channels, 35);
    net.blocks("conv32", 3);
    net.down("conv64_down", 2);
    net.blocks("conv64", 3);
    net.down("conv128_down", 2);
    net.blocks("conv128", 2);
    net.down("conv256_down", 2);
    net.blocks("conv256", 2);
    net.down("conv256_down_out", 1);
    net.add("mean", new GlobalPoolingLayer(PoolingType.AVG));
    net.add(
        FEATURES,
        new DenseLayer.Builder()
            .nOut(width.of(128))
            .hasBias(false)
            .activation(Activation.IDENTITY)
            .build());
  }

  private void blocks(String stage, int count) {
    for (int i = 1; i <= count; i++) {
      String name = stage + "_" + i;
      String shortcut = last;
      add(name + "/conv1", new Convolution2d(channels, 1, Activation.RELU));
      add(name + "/conv2", new Convolution2d(channels, 1, Activation.IDENTITY));
      sum(name, shortcut);
    }
  }

  /**
   * A block that halves the image, rounding down.
   *
   * @param widening 2 to double the channels, of which the shortcut has zeros in the new ones; or 1
   */
  void down(String name, int widening) {
    String input = last;
    add(name + "/pool", pool(SubsamplingLayer.PoolingType.AVG, 2));
    if (widening == 2) {
      graph.addVertex(name + "/zeros", new ScaleVertex(0), last);
      graph.addVertex(name + "/widened", new MergeVertex(), last, name + "/zeros");
      last = name + "/widened";
    }
    String shortcut = last;
    channels *= widening;
    last = input;
    add(name + "/conv1", new Convolution2d(3, 2, channels, 0, Activation.RELU));
    add(name + "/conv2", new Convolution2d(channels, 1, Activation.IDENTITY));
    if (size % 2 == 0) { // 3 x 3 without padding loses the last row and column, 2 x 2 does not
      add(name + "/padded", new ZeroPaddingLayer(0, 1, 0, 1));
    }
    size /= 2;
    sum(name, shortcut);
  }

  private void sum(String name, String shortcut) {
    String sum = name + "/sum";
    graph.addVertex(sum, new ElementWiseVertex(ElementWiseVertex.Op.Add), shortcut, last);
    last = sum;
    add(name, new ActivationLayer(Activation.RELU));
  }

  private static SubsamplingLayer pool(SubsamplingLayer.PoolingType type, int kernel) {
    return new SubsamplingLayer.Builder(type).kernelSize(kernel, kernel).stride(2, 2).build();
  }

  private void add(String name, Layer layer) {
    graph.addLayer(name, layer, last);
    last = name;
  }
}
