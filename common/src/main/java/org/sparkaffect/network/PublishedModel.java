package org.sparkaffect.network;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/** The models, published with Caffe, that weights are transferred from. */
public enum PublishedModel {
  VGG_FACE(Vgg16.BACKBONE, "vgg-lstm"),
  CAFFE_FACE(FaceResNet.BACKBONE, "resnet-lstm"),
  C3D_SPORTS1M("c3d-sports1m", "c3d", C3d::backbone);

  private final String id;
  private final String network;
  private final BiFunction<NeuralNetConfiguration.Builder, Width, ComputationGraphConfiguration>
      backbone;

  PublishedModel(FrameBackbone backbone, String network) {
    this(backbone.name(), network, backbone::alone);
  }

  PublishedModel(
      String id,
      String network,
      BiFunction<NeuralNetConfiguration.Builder, Width, ComputationGraphConfiguration> backbone) {
    this.id = id;
    this.network = network;
    this.backbone = backbone;
  }

  /** Its name in files, as for example {@code vgg-face}. */
  public String id() {
    return id;
  }

  /** The name of the network that takes its weights. */
  public String network() {
    return network;
  }

  /** The part of it that is transferred, as wide as it was published. */
  public ComputationGraphConfiguration backbone() {
    return backbone.apply(new NeuralNetConfiguration.Builder(), Width.FULL);
  }

  /** The model that the network of that name takes its weights from. */
  public static Optional<PublishedModel> ofNetwork(String network) {
    return Stream.of(values()).filter(model -> model.network.equals(network)).findFirst();
  }

  static Optional<PublishedModel> ofId(String id) {
    return Stream.of(values()).filter(model -> model.id.equals(id)).findFirst();
  }
}
