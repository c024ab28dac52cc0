package org.sparkaffect.network;

import java.io.Serializable;
import java.util.List;

/**
 * Which visual network, as it can be sent and stored.
 *
 * @param name as one of {@link #NAMES}
 * @param backbone the name of a published model
 * @param width {@link Width#factor}
 * @param pooling as in {@link PyramidPooling#parse}; of resnet-lstm alone
 * @param mean the mean clip of c3d; null where there is none
 */
public record VisualModel(String name, String backbone, double width, String pooling, MeanClip mean)
    implements Serializable {
  private static final long serialVersionUID = 1;

  /** All visual networks. */
  public static final List<String> NAMES = List.of("vgg-lstm", "resnet-lstm", "c3d");

  /** What resnet-lstm can stand on. */
  private static final List<FrameBackbone> RESIDUAL =
      List.of(FaceRecognitionNet.BACKBONE, FaceResNet.BACKBONE);

  /** The mean of faces, red last, for clips of which none is published. */
  private static final MeanImage FACES = Vgg16.MEAN;

  /**
   * The network itself.
   *
   * @throws IllegalArgumentException where no network is called that, or no backbone
   * @throws org.sparkaffect.clip.InputException as {@link PyramidPooling#parse}
   */
  public VisualNetwork network() {
    Width width = new Width(this.width);
    return switch (name) {
      case "vgg-lstm" -> LstmNetwork.vggLstm(width);
      case "resnet-lstm" ->
          LstmNetwork.resNetLstm(residual(), width, PyramidPooling.parse(pooling));
      case "c3d" -> new C3dNetwork(width, mean == null ? FACES : mean);
      default -> throw new IllegalArgumentException("no visual network is called " + name);
    };
  }

  private FrameBackbone residual() {
    return RESIDUAL.stream()
        .filter(each -> each.name().equals(backbone))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("resnet-lstm cannot stand on " + backbone));
  }
}
