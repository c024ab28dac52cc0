package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.sparkaffect.network.Networks.NARROW;
import static org.sparkaffect.network.Networks.init;
import static org.sparkaffect.network.Networks.training;

import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Caffe says what share is dropped, Deeplearning4j what is kept, and of a layer's input. */
class DropoutTest {
  private static final int CLIPS = 2000;

  /** The last layer shows what comes in: its first six scores are its inputs, the seventh is 0. */
  @Test
  void vggLstmDropsSevenTenthsOfTheLstmsState() {
    Width sevenUnits = new Width(7.0 / 128);
    ComputationGraph network = init(LstmNetwork.vggLstm(sevenUnits).head(training()));
    INDArray diagonal = Nd4j.eye(7).castTo(DataType.FLOAT);
    diagonal.putScalar(6, 6, 0);
    network.setParam("emotion_W", diagonal);
    INDArray features = Nd4j.randn(DataType.FLOAT, CLIPS, sevenUnits.of(4096), 16);

    INDArray state = network.feedForward(features, false).get("lstm-fc6").dup();
    Map<String, INDArray> training = network.feedForward(features, true);
    INDArray logits = Nd4j.math().log(training.get("emotion"));
    logits = logits.subColumnVector(logits.getColumn(6).dup().reshape(CLIPS, 1));

    int kept = 0;
    for (int clip = 0; clip < CLIPS; clip++) {
      for (int unit = 0; unit < 6; unit++) {
        double value = logits.getDouble(clip, unit);
        if (Math.abs(value) > 1e-4) {
          kept++;
          assertThat(value).isCloseTo(state.getDouble(clip, unit) / 0.3, within(1e-3));
        }
      }
    }
    assertThat(kept / (6.0 * CLIPS)).isCloseTo(0.3, within(0.02));
  }

  /** A layer writes the mask into what it is given, so the activations of a step show it. */
  @Test
  void c3dDropsHalfOfFc6AndOfFc7() {
    ComputationGraph network = init(C3d.endToEnd(training(), new Width(1.0 / 16)));
    INDArray clip = Nd4j.rand(DataType.FLOAT, 1, 3, 16, 112, 112);

    Map<String, INDArray> scoring = network.feedForward(clip, false);
    INDArray pool5 = scoring.get("pool5").dup();
    INDArray fc6 = scoring.get("fc6").dup();
    Map<String, INDArray> training = network.feedForward(clip, true);

    assertThat(training.get("pool5")).isEqualTo(pool5);
    assertHalfIsKept(fc6, training.get("fc6"));
    INDArray weights = network.getParam("fc7_W");
    INDArray fc7 = Nd4j.math().max(training.get("fc6").mmul(weights), Nd4j.scalar(0f));
    assertHalfIsKept(fc7, training.get("fc7"));
  }

  private static void assertHalfIsKept(INDArray whole, INDArray masked) {
    int above = 0;
    int kept = 0;
    for (int unit = 0; unit < whole.length(); unit++) {
      double value = whole.getDouble(unit);
      if (value > 1e-3) {
        above++;
        if (masked.getDouble(unit) != 0) {
          kept++;
          assertThat(masked.getDouble(unit)).isCloseTo(2 * value, withinPercentage(0.1));
        }
      }
    }
    assertThat((double) kept / above).isCloseTo(0.5, within(0.2));
  }

  @Test
  void resNetLstmDropsNothing() {
    ComputationGraph network =
        init(
            LstmNetwork.resNetLstm(FaceResNet.BACKBONE, NARROW, PyramidPooling.parse("2x2"))
                .endToEnd(Networks.training()));
    INDArray frames = Nd4j.rand(DataType.FLOAT, 1, 32_256, 16);

    INDArray scoring = network.feedForward(frames, false).get("emotion").dup();
    assertThat(network.feedForward(frames, true).get("emotion")).isEqualTo(scoring);
  }
}
