package org.sparkaffect.network;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkaffect.clip.RgbImage;

/**
 * The network resnet-lstm (Ouyang et al. 2017, sections 3.2.2 and 6.2.1, figures 3 and 4): {@link
 * FaceResNet} on each of 16 frames, an LSTM of 128 units over each of pool1b, pool3 and fc5, the
 * sum of their last states, softmax.
 */
public final class ResNetLstm {
  private ResNetLstm() {}

  /**
   * Batch x 32,256 (3 x 112 x 96) x 16 to batch x 7.
   *
   * @param training how it is trained: seed, updater
   * @param pooling of pool1b and pool3
   */
  public static ComputationGraphConfiguration endToEnd(
      NeuralNetConfiguration.Builder training, Width width, PyramidPooling pooling) {
    GraphBuilder graph = GraphInputs.frames(training, FaceResNet.HEIGHT, FaceResNet.WIDTH);
    FaceResNet.addTo(graph, GraphInputs.IMAGES, width);
    String low = "pool1b";
    String middle = "pool3";
    if (!pooling.isFlat()) {
      graph.addLayer("grid1b", pooling.average(54, 46), low);
      graph.addLayer("grid3", pooling.average(12, 10), middle);
      low = "grid1b";
      middle = "grid3";
    }
    return graph
        .addLayer("lstm1b", Heads.lstm(width), low)
        .addLayer("lstm3", Heads.lstm(width), middle)
        .addLayer("lstm5", Heads.lstm(width), FaceResNet.FEATURES)
        .addVertex(
            "sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "lstm1b", "lstm3", "lstm5")
        .addLayer(Heads.OUTPUT, Heads.output(1), "sum")
        .setOutputs(Heads.OUTPUT)
        .build();
  }

  /** What it reads of a clip's 16 master crops: 1 x 32,256 x 16. */
  public static INDArray input(List<RgbImage> masters, View view) {
    return FaceResNet.INPUT.sequence(masters, view);
  }
}
