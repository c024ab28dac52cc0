package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.sparkaffect.network.Networks.NARROW;
import static org.sparkaffect.network.Networks.init;
import static org.sparkaffect.network.Networks.training;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.face.MasterCrop;

/** The visual networks by name, and their two parts. */
class VisualNetworkTest {
  private static final List<RgbImage> CLIP = clip();

  @ParameterizedTest
  @CsvSource({
    "vgg-lstm, vgg-face, flatten",
    "resnet-lstm, caffe-face, flatten",
    "resnet-lstm, caffe-face, 4x3",
    "resnet-lstm, face-recognition, flatten",
    "resnet-lstm, face-recognition, 7x7",
    "c3d, c3d-sports1m, flatten",
  })
  void theTwoPartsGiveWhatTheWholeGives(String name, String backboneName, String pooling) {
    VisualNetwork network = model(name, backboneName, pooling).network();
    ComputationGraph backbone = init(network.backbone(training()));
    ComputationGraph head = init(network.head(training().seed(2)));
    ComputationGraph whole = init(network.endToEnd(training().seed(3)));

    INDArray[] levels = backbone.output(network.backboneInput(CLIP, View.CENTRE));
    assertThat(levels).hasSameSizeAs(network.levels());
    INDArray parts = head.outputSingle(inputs(network, levels));
    for (INDArray level : levels) {
      level.assign(0);
    }
    assertThat(distance(head.outputSingle(inputs(network, levels)), parts)).isGreaterThan(1e-3);

    Transfer.copy(backbone, whole);
    Transfer.copy(head, whole);
    INDArray pixels = network.input(CLIP, View.CENTRE);
    assertThat(distance(whole.outputSingle(pixels), parts)).isCloseTo(0, within(1e-5));
    assertThat(backbone.numParams() + head.numParams()).isEqualTo(whole.numParams());
  }

  @ParameterizedTest
  @CsvSource({
    "vgg-lstm, vgg-face, flatten, fc6, lstm-fc6",
    "resnet-lstm, caffe-face, flatten, pool1b pool3 fc5, lstm-pool1b lstm-pool3 lstm-fc5",
    "resnet-lstm, caffe-face, 4x3, pool1b/4x3 pool3/4x3 fc5, lstm-pool1b lstm-pool3 lstm-fc5",
    "resnet-lstm, face-recognition, 7x7, conv32_3/7x7 conv128_2/7x7 fc,"
        + " lstm-conv32_3 lstm-conv128_2 lstm-fc",
    "c3d, c3d-sports1m, flatten, fc7, emotion",
  })
  void levelsAndTheirReadersHaveNames(
      String name, String backbone, String pooling, String levels, String readers) {
    VisualNetwork network = model(name, backbone, pooling).network();
    ComputationGraph head = init(network.head(training()));

    assertThat(network.levels()).containsExactly(levels.split(" "));
    assertThat(readers.split(" "))
        .hasSameSizeAs(network.levels())
        .allSatisfy(reader -> assertThat(head.getLayer(reader)).isNotNull());
    for (int i = 0; i < network.levels().size(); i++) {
      assertThat(network.reader(i)).isEqualTo(readers.split(" ")[i]);
    }
  }

  @Test
  void allNamesAreKnown() {
    assertThat(VisualModel.NAMES)
        .allSatisfy(name -> assertThat(model(name, "caffe-face", "4x4").network()).isNotNull());
  }

  @ParameterizedTest
  @CsvSource({
    "audio-dnn, caffe-face, no visual network is called audio-dnn",
    "C3D, caffe-face, no visual network is called C3D",
    "resnet-lstm, vgg-face, resnet-lstm cannot stand on vgg-face",
  })
  void otherNamesAreErrors(String name, String backbone, String message) {
    assertThatThrownBy(() -> model(name, backbone, "flatten").network())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aPoolingThatIsNoneIsTheUsersMistake() {
    assertThatThrownBy(() -> model("resnet-lstm", "caffe-face", "much").network())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("\"much\"");
  }

  static Stream<VisualModel> models() {
    float[] mean = new float[3 * 16 * 128 * 171];
    mean[5] = 7;
    return Stream.of(
        model("resnet-lstm", "face-recognition", "7x7"),
        new VisualModel("c3d", "c3d-sports1m", 0.25, "flatten", new MeanClip(mean)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void canBeSent(VisualModel model) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(model);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(model);
    }
  }

  @Test
  void c3dHasTheMeanClipThatItIsGivenOrElseThatOfFaces() {
    MeanClip mean = new MeanClip(new float[3 * 16 * 128 * 171]);

    assertThat(new VisualModel("c3d", "", NARROW.factor(), "", mean).network())
        .isEqualTo(new C3dNetwork(NARROW, mean));
    assertThat(new VisualModel("c3d", "", NARROW.factor(), "", null).network())
        .isEqualTo(new C3dNetwork(NARROW, Vgg16.MEAN));
  }

  private static VisualModel model(String name, String backbone, String pooling) {
    return new VisualModel(name, backbone, NARROW.factor(), pooling, null);
  }

  /** Levels are stored as rows, one a step, of values by channel, row and column. */
  private static INDArray[] inputs(VisualNetwork network, INDArray[] levels) {
    return Stream.of(levels)
        .map(level -> level.reshape('c', level.size(0), -1).toFloatMatrix())
        .map(network::headInput)
        .toArray(INDArray[]::new);
  }

  private static double distance(INDArray one, INDArray other) {
    return one.sub(other).normmaxNumber().doubleValue();
  }

  private static List<RgbImage> clip() {
    Random random = new Random(1);
    return Stream.generate(
            () -> {
              byte[] pixels = new byte[MasterCrop.SIZE * MasterCrop.SIZE * RgbImage.CHANNELS];
              random.nextBytes(pixels);
              return new RgbImage(MasterCrop.SIZE, MasterCrop.SIZE, pixels);
            })
        .limit(16)
        .toList();
  }
}
