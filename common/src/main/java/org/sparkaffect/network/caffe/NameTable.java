package org.sparkaffect.network.caffe;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.sparkaffect.network.PublishedModel;

/**
 * Where a published model's blobs belong.
 *
 * @param layers from Caffe's name of a layer to ours
 * @param notTaken Caffe's names of layers that are known and left out, as classifiers are
 */
record NameTable(Map<String, String> layers, Set<String> notTaken) {
  private static final String[] VGG_FACE = {
    "conv1_1", "conv1_2", "conv2_1", "conv2_2", "conv3_1", "conv3_2", "conv3_3", "conv4_1",
    "conv4_2", "conv4_3", "conv5_1", "conv5_2", "conv5_3", "fc6"
  };

  private static final String[] CAFFE_FACE = {
    "conv1a", "relu1a", "conv1b", "relu1b", "conv2_1", "relu2_1", "conv2_2", "relu2_2",
    "conv2", "relu2", "conv3_1", "relu3_1", "conv3_2", "relu3_2", "conv3_3", "relu3_3",
    "conv3_4", "relu3_4", "conv3", "relu3", "conv4_1", "relu4_1", "conv4_2", "relu4_2",
    "conv4_3", "relu4_3", "conv4_4", "relu4_4", "conv4_5", "relu4_5", "conv4_6", "relu4_6",
    "conv4_7", "relu4_7", "conv4_8", "relu4_8", "conv4_9", "relu4_9", "conv4_10", "relu4_10",
    "conv4", "relu4", "conv5_1", "relu5_1", "conv5_2", "relu5_2", "conv5_3", "relu5_3",
    "conv5_4", "relu5_4", "conv5_5", "relu5_5", "conv5_6", "relu5_6", "fc5"
  };

  private static final String[] C3D = {
    "conv1a", "conv2a", "conv3a", "conv3b", "conv4a", "conv4b", "conv5a", "conv5b"
  };

  /** What a blob becomes: a layer's parameter, and the shape that the blob must have. */
  record Place(String layer, String parameter, BlobShape shape) {}

  static NameTable of(PublishedModel model) {
    return switch (model) {
      case VGG_FACE -> new NameTable(sameNames(VGG_FACE), Set.of("fc7", "fc8"));
      case CAFFE_FACE -> new NameTable(sameNames(CAFFE_FACE), Set.of("fc6", "center_loss"));
      case C3D_SPORTS1M -> {
        Map<String, String> layers = sameNames(C3D);
        layers.put("fc6-1", "fc6");
        layers.put("fc7-1", "fc7");
        yield new NameTable(layers, Set.of("fc8-1"));
      }
    };
  }

  private static Map<String, String> sameNames(String... names) {
    Map<String, String> layers = new LinkedHashMap<>();
    for (String name : names) {
      layers.put(name, name);
    }
    return layers;
  }

  /** The places of all blobs, in the order of the layers; they cover all of that network. */
  Map<Blob, Place> places(ComputationGraphConfiguration network) {
    Map<Blob, Place> places = new LinkedHashMap<>();
    layers.forEach((caffes, ours) -> addPlaces(places, caffes, ours, network));
    Set<String> left = new HashSet<>(network.getVertices().keySet());
    left.removeIf(name -> network.getVertices().get(name).numParams(true) == 0);
    left.removeAll(layers.values());
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(left + " would keep random weights");
    }
    return places;
  }

  private static void addPlaces(
      Map<Blob, Place> places, String caffes, String ours, ComputationGraphConfiguration network) {
    Layer layer = ((LayerVertex) network.getVertices().get(ours)).getLayerConf().getLayer();
    String weights = DefaultParamInitializer.WEIGHT_KEY;
    if (layer instanceof PReLULayer slopes) {
      BlobShape shape = new BlobShape(slopes.getInputShape()[0]);
      places.put(new Blob(caffes, 0), new Place(ours, weights, shape));
    } else {
      FeedForwardLayer dense = (FeedForwardLayer) layer;
      String biases = DefaultParamInitializer.BIAS_KEY;
      places.put(new Blob(caffes, 0), new Place(ours, weights, weightShape(dense)));
      places.put(new Blob(caffes, 1), new Place(ours, biases, new BlobShape(dense.getNOut())));
    }
  }

  private static BlobShape weightShape(FeedForwardLayer layer) {
    long out = layer.getNOut();
    long in = layer.getNIn();
    if (layer instanceof ConvolutionLayer convolution) {
      int[] kernel = convolution.getKernelSize();
      return kernel.length == 2
          ? new BlobShape(out, in, kernel[0], kernel[1])
          : new BlobShape(out, in, kernel[0], kernel[1], kernel[2]);
    }
    return new BlobShape(out, in);
  }
}
