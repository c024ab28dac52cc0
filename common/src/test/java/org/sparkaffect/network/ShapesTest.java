package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sparkaffect.network.Networks.NARROW;
import static org.sparkaffect.network.Networks.init;
import static org.sparkaffect.network.Networks.shape;
import static org.sparkaffect.network.Networks.training;

import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkaffect.clip.InputException;

/** Forward passes at a sixty-fourth of the width: 64 channels are one, 512 are eight. */
class ShapesTest {
  @Test
  void vggLstm() {
    Map<String, INDArray> of =
        forward(init(LstmNetwork.vggLstm(NARROW).endToEnd(training())), 2, 150_528, 16);

    assertThat(shape(of, "images")).isEqualTo("32x3x224x224");
    assertThat(shape(of, "pool1")).isEqualTo("32x1x112x112");
    assertThat(shape(of, "pool5")).isEqualTo("32x8x7x7");
    assertThat(shape(of, "fc6")).isEqualTo("32x64");
    assertThat(shape(of, "lstm-fc6")).isEqualTo("2x2");
    assertThat(shape(of, "emotion")).isEqualTo("2x7");
  }

  @Test
  void resNetLstm() {
    Map<String, INDArray> of =
        forward(
            init(
                LstmNetwork.resNetLstm(FaceResNet.BACKBONE, NARROW, PyramidPooling.FLATTEN)
                    .endToEnd(Networks.training())),
            2,
            32_256,
            16);

    assertThat(shape(of, "relu1a")).isEqualTo("32x1x110x94");
    assertThat(shape(of, "relu1b")).isEqualTo("32x1x108x92");
    assertThat(shape(of, "pool1b")).isEqualTo("32x1x54x46");
    assertThat(shape(of, "res2_2")).isEqualTo("32x1x54x46");
    assertThat(shape(of, "relu2")).isEqualTo("32x2x52x44");
    assertThat(shape(of, "pool2")).isEqualTo("32x2x26x22");
    assertThat(shape(of, "pool3")).isEqualTo("32x4x12x10");
    assertThat(shape(of, "pool4")).isEqualTo("32x8x5x4");
    assertThat(shape(of, "fc5")).isEqualTo("32x8");
    assertThat(shape(of, "sum")).isEqualTo("2x2");
    assertThat(shape(of, "emotion")).isEqualTo("2x7");
  }

  @Test
  void resNetLstmOnAGrid() {
    Map<String, INDArray> of =
        forward(
            init(
                LstmNetwork.resNetLstm(FaceResNet.BACKBONE, NARROW, PyramidPooling.parse("4x3"))
                    .endToEnd(Networks.training())),
            1,
            32_256,
            16);

    assertThat(shape(of, "grid-pool1b")).isEqualTo("16x1x4x3");
    assertThat(shape(of, "grid-pool3")).isEqualTo("16x4x4x3");
    assertThat(shape(of, "emotion")).isEqualTo("1x7");
  }

  /** Here the channels double from the first ones on, so 64 of them are two. */
  @Test
  void faceRecognitionNet() {
    Map<String, INDArray> of =
        forward(init(FaceRecognitionNet.BACKBONE.alone(training(), NARROW)), 2, 3, 150, 150);

    assertThat(shape(of, "conv32_down")).isEqualTo("2x1x72x72");
    assertThat(shape(of, "conv32_3")).isEqualTo("2x1x35x35");
    assertThat(shape(of, "conv64_3")).isEqualTo("2x2x17x17");
    assertThat(shape(of, "conv128_2")).isEqualTo("2x4x8x8");
    assertThat(shape(of, "conv256_2")).isEqualTo("2x8x4x4");
    assertThat(shape(of, "conv256_down_out")).isEqualTo("2x8x2x2");
    assertThat(shape(of, "fc")).isEqualTo("2x2");
  }

  @Test
  void c3d() {
    Map<String, INDArray> of = forward(init(C3d.endToEnd(training(), NARROW)), 1, 3, 16, 112, 112);

    assertThat(shape(of, "pool1")).isEqualTo("1x1x16x56x56");
    assertThat(shape(of, "pool2")).isEqualTo("1x2x8x28x28");
    assertThat(shape(of, "pool4")).isEqualTo("1x8x2x7x7");
    assertThat(shape(of, "pool5")).isEqualTo("1x8x1x4x4");
    assertThat(shape(of, "fc6")).isEqualTo("1x64");
    assertThat(shape(of, "emotion")).isEqualTo("1x7");
  }

  /** Windows of rows 0-1, 2-3, 4-5 and 6 alone; a pad on both sides would shift them. */
  @Test
  void pool5IsPaddedAtTheEnd() {
    ComputationGraph network = init(C3d.endToEnd(training(), NARROW));
    INDArray ramp = Nd4j.arange(49).castTo(DataType.FLOAT).reshape(1, 1, 1, 7, 7);
    INDArray volume = Nd4j.concat(2, ramp, ramp);

    LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
    INDArray padded = network.getLayer("pad5").activate(volume, false, workspaces);
    INDArray pooled = network.getLayer("pool5").activate(padded, false, workspaces);

    assertThat(pooled.reshape(4, 4).toFloatMatrix())
        .isDeepEqualTo(
            new float[][] {{8, 10, 12, 13}, {22, 24, 26, 27}, {36, 38, 40, 41}, {43, 45, 47, 48}});
  }

  /** The state after the sixteenth step counts, so the order of frames matters. */
  @Test
  void theLastStepIsTaken() {
    ComputationGraph network = init(LstmNetwork.vggLstm(NARROW).head(training()));
    INDArray features = Nd4j.randn(DataType.FLOAT, 1, 64, 16);
    INDArray last = Nd4j.randn(DataType.FLOAT, 64);

    INDArray before = network.outputSingle(features);
    features.slice(0).getColumn(15).assign(last);
    assertThat(network.outputSingle(features)).isNotEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "flat", "0x4", "4x", "4x4x4", "-1x2"})
  void poolingIsFlattenOrAGrid(String text) {
    assertThatThrownBy(() -> PyramidPooling.parse(text))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("pyramid.pooling is \"" + text + "\"");
  }

  @Test
  void aGridIsNotFinerThanItsLevel() {
    assertThatThrownBy(
            () ->
                LstmNetwork.resNetLstm(FaceResNet.BACKBONE, NARROW, PyramidPooling.parse("13x10"))
                    .endToEnd(Networks.training()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("at most 12x10");
  }

  private static Map<String, INDArray> forward(ComputationGraph network, long... shape) {
    return network.feedForward(Nd4j.rand(DataType.FLOAT, shape), false);
  }
}
