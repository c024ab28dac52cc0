package org.sparkaffect.network;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.nd4j.linalg.activations.Activation;
import org.sparkaffect.face.NetworkCrop;

/**
 * The face residual net of caffe-face (Wen et al., "A Discriminative Feature Learning Approach for
 * Deep Face Recognition", 2016, in its published definition) up to fc5: images of 3 x 112 x 96
 * (height before width) to 512 values without activation, 27,543,072 parameters. Its levels for the
 * pyramid are pool1b (64 x 54 x 46), pool3 (256 x 12 x 10) and fc5.
 */
public final class FaceResNet {
  /** The layer whose values are the features. */
  static final String FEATURES = "fc5";

  static final NetworkInput INPUT =
      new NetworkInput(
          NetworkCrop.RESNET_LSTM,
          NetworkInput.Order.BGR,
          MeanImage.ofChannels(127.5f, 127.5f, 127.5f),
          128);

  /** With the levels pool1b (64 x 54 x 46), pool3 (256 x 12 x 10) and fc5. */
  public static final FrameBackbone BACKBONE =
      new FrameBackbone(
          "caffe-face",
          INPUT,
          FaceResNet::addTo,
          List.of(
              Level.image("pool1b", 64, 54, 46),
              Level.image("pool3", 256, 12, 10),
              Level.vector(FEATURES, 512)));

  private final GraphBuilder graph;
  private final Width width;
  private String last;

  private FaceResNet(GraphBuilder graph, String input, Width width) {
    this.graph = graph;
    this.width = width;
    last = input;
  }

  /** Adds conv1a to fc5 behind the vertex {@code input}, which gives images. */
  static void addTo(GraphBuilder graph, String input, Width width) {
    FaceResNet net = new FaceResNet(graph, input, width);
    net.convolution("1a", 32, 0);
    net.convolution("1b", 64, 0);
    net.pool("pool1b");
    net.blocks(2, 64, 1);
    net.convolution("2", 128, 0);
    net.pool("pool2");
    net.blocks(3, 128, 2);
    net.convolution("3", 256, 0);
    net.pool("pool3");
    net.blocks(4, 256, 5);
    net.convolution("4", 512, 0);
    net.pool("pool4");
    net.blocks(5, 512, 3);
    graph.addLayer(
        FEATURES,
        new DenseLayer.Builder().nOut(width.of(512)).activation(Activation.IDENTITY).build(),
        net.last);
  }

  /** Two convolutions, and the sum with what went in; nothing is rectified after the sum. */
  private void blocks(int stage, int channels, int count) {
    for (int i = 1; i <= 2 * count; i += 2) {
      String shortcut = last;
      convolution(stage + "_" + i, channels, 1);
      convolution(stage + "_" + (i + 1), channels, 1);
      String sum = "res" + stage + "_" + (i + 1);
      graph.addVertex(sum, new ElementWiseVertex(ElementWiseVertex.Op.Add), shortcut, last);
      last = sum;
    }
  }

  private void convolution(String name, int channels, int padding) {
    graph.addLayer(
        "conv" + name, new Convolution2d(width.of(channels), padding, Activation.IDENTITY), last);
    last = "relu" + name;
    graph.addLayer(last, new ChannelPReLU(width.of(channels)), "conv" + name);
  }

  private void pool(String name) {
    graph.addLayer(
        name,
        new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
            .kernelSize(2, 2)
            .stride(2, 2)
            .build(),
        last);
    last = name;
  }
}
