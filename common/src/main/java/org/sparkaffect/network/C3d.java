package org.sparkaffect.network;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.ZeroPadding3DLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.face.FaceSequence;
import org.sparkaffect.face.NetworkCrop;

/**
 * The network c3d (Tran et al., "Learning Spatiotemporal Features with 3D Convolutional Networks",
 * 2015, section 3.3, as its published model has it; dropout as in Ouyang et al. 2017, section
 * 6.2.1): 77,995,776 parameters and the last layer.
 */
public final class C3d {
  static final int SIZE = 112;

  /** The layer whose values are the features. */
  static final String FEATURES = "fc7";

  /** Dropout of 0.5 after fc6 and fc7; it stands on the layers behind them. */
  static final double KEPT = 1 - 0.5;

  private final GraphBuilder graph;
  private final Width width;
  private String last = "clip";

  /** Up to fc7. */
  private C3d(NeuralNetConfiguration.Builder training, Width width) {
    this.width = width;
    graph =
        training
            .graphBuilder()
            .addInputs("clip")
            .setInputTypes(
                InputType.convolutional3D(
                    Convolution3D.DataFormat.NCDHW, FaceSequence.LENGTH, SIZE, SIZE, 3));
    convolution("conv1a", 64);
    pool("pool1", 1);
    convolution("conv2a", 128);
    pool("pool2", 2);
    convolution("conv3a", 256);
    convolution("conv3b", 256);
    pool("pool3", 2);
    convolution("conv4a", 512);
    convolution("conv4b", 512);
    pool("pool4", 2);
    convolution("conv5a", 512);
    convolution("conv5b", 512);
    // Caffe rounds 7 / 2 up and cuts the last windows off; what went through a ReLU is not below 0
    add("pad5", new ZeroPadding3DLayer.Builder(0, 0, 0, 1, 0, 1).build());
    pool("pool5", 2);
    add("fc6", dense().nOut(width.of(4096)).build());
    add(FEATURES, dense().nOut(width.of(4096)).dropOut(KEPT).build());
  }

  /**
   * Batch x 3 x 16 x 112 x 112 to batch x 7.
   *
   * @param training how it is trained: seed, updater
   */
  public static ComputationGraphConfiguration endToEnd(
      NeuralNetConfiguration.Builder training, Width width) {
    C3d net = new C3d(training, width);
    net.add(Heads.OUTPUT, Heads.output(KEPT));
    return net.graph.setOutputs(Heads.OUTPUT).build();
  }

  /** The part that weights are transferred to: batch x 3 x 16 x 112 x 112 to batch x 4096. */
  public static ComputationGraphConfiguration backbone(
      NeuralNetConfiguration.Builder training, Width width) {
    return new C3d(training, width).graph.setOutputs(FEATURES).build();
  }

  /**
   * What it reads of a clip's 16 master crops: 1 x 3 x 16 x 112 x 112.
   *
   * @param mean of the clips that its weights were trained on
   */
  public static INDArray input(List<RgbImage> masters, View view, MeanImage mean) {
    return input(mean).volume(masters, view);
  }

  static NetworkInput input(MeanImage mean) {
    return new NetworkInput(NetworkCrop.C3D, NetworkInput.Order.BGR, mean, 1);
  }

  private void convolution(String name, int channels) {
    add(name, new Convolution3d(width.of(channels)));
  }

  private void pool(String name, int frames) {
    add(name, new MaxPool3d(frames));
  }

  private static DenseLayer.Builder dense() {
    return new DenseLayer.Builder().weightInit(WeightInit.RELU).activation(Activation.RELU);
  }

  private void add(String name, Layer layer) {
    graph.addLayer(name, layer, last);
    last = name;
  }
}
