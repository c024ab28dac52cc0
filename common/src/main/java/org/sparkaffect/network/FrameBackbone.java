package org.sparkaffect.network;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkaffect.clip.RgbImage;

/**
 * A network for faces in single frames, of which an {@link LstmNetwork} reads some levels.
 *
 * @param name of the published model whose weights it takes
 * @param levels from the first to the last, the features proper
 */
public record FrameBackbone(String name, NetworkInput input, Body body, List<Level> levels) {
  /** Its layers. */
  interface Body {
    /** Adds them behind the vertex {@code input}, which gives images. */
    void addTo(GraphBuilder graph, String input, Width width);
  }

  /** From frames alone: batch x 3 x height x width to the last of the levels. */
  public ComputationGraphConfiguration alone(NeuralNetConfiguration.Builder training, Width width) {
    String features = levels.get(levels.size() - 1).layer();
    return onImages(training, width).setOutputs(features).build();
  }

  /** What it reads of a clip's master crops: frames x 3 x height x width. */
  public INDArray frames(List<RgbImage> masters, View view) {
    return input.frames(masters, view);
  }

  /** Its layers behind images. */
  GraphBuilder onImages(NeuralNetConfiguration.Builder training, Width width) {
    return behind(GraphInputs.images(training, input.crop().height(), input.crop().width()), width);
  }

  /** Its layers behind sequences of images. */
  GraphBuilder onSequences(NeuralNetConfiguration.Builder training, Width width) {
    return behind(GraphInputs.frames(training, input.crop().height(), input.crop().width()), width);
  }

  private GraphBuilder behind(GraphBuilder graph, Width width) {
    body.addTo(graph, GraphInputs.IMAGES, width);
    return graph;
  }
}
