package org.sparkaffect.network;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.sparkaffect.face.NetworkCrop;

/**
 * VGG-16 up to fc6 (Simonyan and Zisserman, "Very Deep Convolutional Networks for Large-Scale Image
 * Recognition", 2015, table 1, column D), as VGG-Face has it (Parkhi et al., "Deep Face
 * Recognition", 2015): images of 3 x 224 x 224 to the 4096 values of fc6 after its ReLU,
 * 117,479,232 parameters.
 */
public final class Vgg16 {
  /** The layer whose values are the features. */
  static final String FEATURES = "fc6";

  /** Of the images that VGG-Face was trained on. */
  static final MeanImage MEAN = MeanImage.ofChannels(93.5940f, 104.7624f, 129.1863f);

  static final NetworkInput INPUT =
      new NetworkInput(NetworkCrop.VGG_LSTM, NetworkInput.Order.BGR, MEAN, 1);

  /** The feature alone. */
  public static final FrameBackbone BACKBONE =
      new FrameBackbone("vgg-face", INPUT, Vgg16::addTo, List.of(Level.vector(FEATURES, 4096)));

  private static final int[][] GROUPS = {
    {64, 64}, {128, 128}, {256, 256, 256}, {512, 512, 512}, {512, 512, 512}
  };

  private Vgg16() {}

  /** Adds conv1_1 to fc6 behind the vertex {@code input}, which gives images. */
  static void addTo(GraphBuilder graph, String input, Width width) {
    String last = input;
    for (int group = 0; group < GROUPS.length; group++) {
      for (int i = 0; i < GROUPS[group].length; i++) {
        String name = "conv" + (group + 1) + "_" + (i + 1);
        graph.addLayer(
            name,
            new Convolution2d(width.of(GROUPS[group][i]), 1, Activation.RELU).channelsLast(),
            last);
        last = name;
      }
      String pool = "pool" + (group + 1);
      graph.addLayer(pool, new MaxPool2d(), last);
      last = pool;
    }
    graph.addLayer(
        FEATURES,
        new DenseLayer.Builder()
            .nOut(width.of(4096))
            .weightInit(WeightInit.RELU)
            .activation(Activation.RELU)
            .build(),
        last);
  }
}
