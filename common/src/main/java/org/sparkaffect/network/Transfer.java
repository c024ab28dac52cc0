package org.sparkaffect.network;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Takes weights from one network to another. */
public final class Transfer {
  private Transfer() {}

  /**
   * Copies the parameters of each layer to the layer of the same name.
   *
   * @throws IllegalArgumentException naming the layer and the shapes, if {@code to} has none of
   *     that name, or one of another shape
   */
  public static void copy(ComputationGraph from, ComputationGraph to) {
    copy(
        from,
        to,
        Arrays.stream(from.getLayers())
            .map(layer -> layer.conf().getLayer().getLayerName())
            .toList());
  }

  /** Likewise of some layers, which {@code from} has. */
  public static void copy(ComputationGraph from, ComputationGraph to, List<String> layers) {
    for (String name : layers) {
      Layer layer = from.getLayer(name);
      for (Map.Entry<String, INDArray> parameter : layer.paramTable().entrySet()) {
        INDArray there = to.paramTable().get(name + "_" + parameter.getKey());
        INDArray here = parameter.getValue();
        if (there == null || !Arrays.equals(there.shape(), here.shape())) {
          throw new IllegalArgumentException(
              "the weights %s of %s do not fit the network, which has %s"
                  .formatted(
                      parameter.getKey(),
                      name + Arrays.toString(here.shape()),
                      there == null ? "none of that name" : Arrays.toString(there.shape())));
        }
        there.assign(here);
      }
    }
  }
}
