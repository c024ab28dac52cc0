package org.sparkaffect.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.face.FaceSequence;

/**
 * A backbone on each of 16 frames, an LSTM of 128 units over each of its levels, the sum of their
 * last states, softmax.
 */
public final class LstmNetwork implements VisualNetwork {
  private final FrameBackbone backbone;
  private final PyramidPooling pooling;
  private final Width width;
  private final double kept;

  private LstmNetwork(FrameBackbone backbone, PyramidPooling pooling, Width width, double kept) {
    this.backbone = backbone;
    this.pooling = pooling;
    this.width = width;
    this.kept = kept;
  }

  /**
   * The network vgg-lstm (Ouyang et al. 2017, sections 3.2.1 and 6.2.1): {@link Vgg16}, one LSTM
   * over its fc6, dropout of 0.7.
   */
  public static LstmNetwork vggLstm(Width width) {
    // Deeplearning4j drops what goes into a layer, and says what is kept
    return new LstmNetwork(Vgg16.BACKBONE, PyramidPooling.FLATTEN, width, 1 - 0.7);
  }

  /**
   * The network resnet-lstm (Ouyang et al. 2017, sections 3.2.2 and 6.2.1, figures 3 and 4): a
   * residual net for faces, and LSTMs over a pyramid of three levels.
   *
   * @param backbone {@link FaceResNet#BACKBONE} or {@link FaceRecognitionNet#BACKBONE}
   * @param pooling of the levels that are images
   */
  public static LstmNetwork resNetLstm(
      FrameBackbone backbone, Width width, PyramidPooling pooling) {
    return new LstmNetwork(backbone, pooling, width, 1);
  }

  @Override
  public ComputationGraphConfiguration endToEnd(NeuralNetConfiguration.Builder training) {
    GraphBuilder graph = backbone.onSequences(training, width);
    return addHead(graph, addPooling(graph), false);
  }

  @Override
  public INDArray input(List<RgbImage> masters, View view) {
    return backbone.input().sequence(masters, view);
  }

  @Override
  public Map<String, Object> inputStatistics() {
    return backbone.input().statistics();
  }

  @Override
  public ComputationGraphConfiguration backbone(NeuralNetConfiguration.Builder training) {
    GraphBuilder graph = backbone.onImages(training, width);
    return graph.setOutputs(addPooling(graph).toArray(String[]::new)).build();
  }

  @Override
  public INDArray backboneInput(List<RgbImage> masters, View view) {
    return backbone.frames(masters, view);
  }

  @Override
  public List<String> levels() {
    return backbone.levels().stream()
        .map(
            level ->
                level.isPooled(pooling)
                    ? "%s/%dx%d".formatted(level.layer(), pooling.rows(), pooling.columns())
                    : level.layer())
        .toList();
  }

  @Override
  public ComputationGraphConfiguration head(NeuralNetConfiguration.Builder training) {
    GraphBuilder graph = training.graphBuilder();
    List<String> inputs = new ArrayList<>();
    List<InputType> types = new ArrayList<>();
    for (Level level : backbone.levels()) {
      inputs.add("features-" + level.layer());
      types.add(InputType.recurrent(level.size(pooling, width), FaceSequence.LENGTH));
    }
    graph.addInputs(inputs).setInputTypes(types.toArray(InputType[]::new));
    return addHead(graph, inputs, true);
  }

  @Override
  public INDArray headInput(float[][] steps) {
    return Nd4j.createFromArray(steps).transpose().reshape(1, steps[0].length, steps.length);
  }

  @Override
  public String reader(int level) {
    return "lstm-" + backbone.levels().get(level).layer();
  }

  /** Returns the vertices that give the levels as the head reads them. */
  private List<String> addPooling(GraphBuilder graph) {
    List<String> vertices = new ArrayList<>();
    for (Level level : backbone.levels()) {
      String vertex = level.layer();
      if (level.isPooled(pooling)) {
        vertex = "grid-" + level.layer();
        graph.addLayer(vertex, pooling.average(level.height(), level.width()), level.layer());
      }
      vertices.add(vertex);
    }
    return vertices;
  }

  private ComputationGraphConfiguration addHead(
      GraphBuilder graph, List<String> inputs, boolean first) {
    String[] lstms = new String[inputs.size()];
    for (int i = 0; i < lstms.length; i++) {
      lstms[i] = reader(i);
      graph.addLayer(lstms[i], Heads.lstm(width, first), inputs.get(i));
    }
    String state = lstms[0];
    if (lstms.length > 1) {
      state = "sum";
      graph.addVertex(state, new ElementWiseVertex(ElementWiseVertex.Op.Add), lstms);
    }
    return graph.addLayer(Heads.OUTPUT, Heads.output(kept), state).setOutputs(Heads.OUTPUT).build();
  }
}
