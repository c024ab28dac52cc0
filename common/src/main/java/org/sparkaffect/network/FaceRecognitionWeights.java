package org.sparkaffect.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The published weights of {@link FaceRecognitionNet}, which come with this library. */
public final class FaceRecognitionWeights {
  private static final String RESOURCE = "face-recognition/weights.";
  private static final String FILTERS = "/conv/filters";

  private FaceRecognitionWeights() {}

  /**
   * Sets the parameters of a network's layers from conv32_down to fc, and of no others.
   *
   * @throws IllegalStateException if the network lacks such a layer
   * @throws IllegalArgumentException if it is not at full width
   */
  public static void copyTo(ComputationGraph network) {
    Map<String, INDArray> tensors = read();
    for (String name : tensors.keySet()) {
      if (name.endsWith(FILTERS)) {
        String layer = name.substring(0, name.length() - FILTERS.length());
        INDArray scale = tensors.get(layer + "/scale/weights");
        INDArray filters = tensors.get(name).permute(3, 2, 0, 1); // from height, width, in, out
        INDArray bias = tensors.get(layer + "/conv/bias");
        set(network, layer, "W", filters.mul(scale.reshape(-1, 1, 1, 1)));
        set(network, layer, "b", bias.mul(scale).add(tensors.get(layer + "/scale/biases")));
      }
    }
    set(network, FaceRecognitionNet.FEATURES, "W", tensors.get(FaceRecognitionNet.FEATURES));
  }

  private static Map<String, INDArray> read() {
    Class<?> here = FaceRecognitionWeights.class;
    try (InputStream manifest = here.getResourceAsStream(RESOURCE + "json");
        InputStream values = here.getResourceAsStream(RESOURCE + "bin")) {
      return StoredTensors.read(manifest, values);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void set(ComputationGraph network, String name, String key, INDArray values) {
    INDArray parameter = network.getLayer(name).getParam(key);
    if (!Arrays.equals(parameter.shape(), values.shape())) {
      throw new IllegalArgumentException(
          "%s of layer %s is %s, but %s in the face recognition net's weights: use the full width"
              .formatted(
                  key, name, Arrays.toString(parameter.shape()), Arrays.toString(values.shape())));
    }
    parameter.assign(values);
  }
}
