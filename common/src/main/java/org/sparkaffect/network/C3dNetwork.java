package org.sparkaffect.network;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkaffect.clip.RgbImage;

/**
 * The network c3d: {@link C3d}, of which the last layer is the head.
 *
 * @param mean of the clips that its weights were trained on
 */
public record C3dNetwork(Width width, MeanImage mean) implements VisualNetwork {
  @Override
  public ComputationGraphConfiguration endToEnd(NeuralNetConfiguration.Builder training) {
    return C3d.endToEnd(training, width);
  }

  @Override
  public INDArray input(List<RgbImage> masters, View view) {
    return C3d.input(masters, view, mean);
  }

  @Override
  public Map<String, Object> inputStatistics() {
    return C3d.input(mean).statistics();
  }

  @Override
  public ComputationGraphConfiguration backbone(NeuralNetConfiguration.Builder training) {
    return C3d.backbone(training, width);
  }

  @Override
  public INDArray backboneInput(List<RgbImage> masters, View view) {
    return input(masters, view);
  }

  @Override
  public List<String> levels() {
    return List.of(C3d.FEATURES);
  }

  @Override
  public ComputationGraphConfiguration head(NeuralNetConfiguration.Builder training) {
    return training
        .graphBuilder()
        .addInputs("features")
        .setInputTypes(InputType.feedForward(width.of(4096)))
        .addLayer(Heads.OUTPUT, Heads.output(C3d.KEPT), "features")
        .setOutputs(Heads.OUTPUT)
        .build();
  }

  @Override
  public INDArray headInput(float[][] steps) {
    return Nd4j.createFromArray(steps);
  }

  @Override
  public String reader(int level) {
    return Heads.OUTPUT;
  }
}
