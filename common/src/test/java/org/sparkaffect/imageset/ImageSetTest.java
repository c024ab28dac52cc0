package org.sparkaffect.imageset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ImageSetTest {
  private static final int RANK = 5;
  static final List<Measure> MEASURES = Measure.all(List.of(2, RANK));

  private static final double[][] FRAMES = Sets.random(16, 24, 1);
  private static final ImageSet OTHER = ImageSet.of(Sets.random(12, 24, 2), RANK);

  @ParameterizedTest
  @CsvSource({"16, 40", "16, 8", "3, 12", "2, 1", "1, 12", "40, 20"})
  void itsBasisIsOrthonormalAndSpansTheFrames(int count, int dimension) {
    double[][] frames = Sets.random(count, dimension, count);
    double[][] basis = ImageSet.of(frames, RANK).basis();

    assertThat(basis).hasNumberOfRows(Math.min(count, dimension));
    for (double[] one : basis) {
      for (double[] other : basis) {
        assertThat(Vectors.dot(one, other)).isCloseTo(one == other ? 1 : 0, within(1e-9));
      }
    }
    for (double[] frame : frames) {
      double along =
          Arrays.stream(basis).mapToDouble(each -> Vectors.dot(each, frame)).map(x -> x * x).sum();
      assertThat(along).isCloseTo(Vectors.dot(frame, frame), within(1e-9 * along));
    }
  }

  @ParameterizedTest
  @FieldSource("MEASURES")
  void theOrderOfFramesDoesNotMatter(Measure measure) {
    double[][] shuffled = FRAMES.clone();
    Collections.shuffle(Arrays.asList(shuffled), new Random(3));

    assertSame(measure, ImageSet.of(FRAMES, RANK), ImageSet.of(shuffled, RANK), OTHER, OTHER);
  }

  @ParameterizedTest
  @FieldSource("MEASURES")
  void rotatingTheFeaturesChangesNothing(Measure measure) {
    double[][] others = Sets.random(12, 24, 2);
    DMatrixRMaj rotation = RandomMatrices_DDRM.orthogonal(24, 24, new Random(4));

    assertSame(
        measure,
        ImageSet.of(FRAMES, RANK),
        ImageSet.of(rotated(FRAMES, rotation), RANK),
        ImageSet.of(others, RANK),
        ImageSet.of(rotated(others, rotation), RANK));
  }

  private static double[][] rotated(double[][] frames, DMatrixRMaj rotation) {
    double[][] rotated = new double[frames.length][frames[0].length];
    for (int frame = 0; frame < frames.length; frame++) {
      for (int i = 0; i < rotated[frame].length; i++) {
        for (int j = 0; j < rotated[frame].length; j++) {
          rotated[frame][i] += rotation.get(i, j) * frames[frame][j];
        }
      }
    }
    return rotated;
  }

  private static void assertSame(
      Measure measure, ImageSet one, ImageSet changed, ImageSet other, ImageSet otherChanged) {
    double expected = Sets.measure(one, other, measure);

    assertThat(Sets.measure(changed, otherChanged, measure))
        .isCloseTo(expected, within(1e-9 * Math.abs(expected)));
  }

  @Test
  void framesThatAreAllZeroAreASetToo() {
    ImageSet zeros = ImageSet.of(new double[16][24], RANK);

    assertThat(zeros.basis()).isEmpty();
    for (Measure measure : MEASURES) {
      assertThat(Sets.measure(zeros, OTHER, measure)).isFinite();
      assertThat(Sets.measure(zeros, zeros, measure)).isEqualTo(measure.ofItself(zeros.points()));
    }
    assertThat(
            Sets.measure(
                zeros, OTHER, new Measure(Measure.Statistic.SUBSPACE, 2, Measure.Form.RBF)))
        .isEqualTo(2);
  }

  @Test
  void refusesWhatIsNoSet() {
    assertThatThrownBy(() -> ImageSet.of(new double[][] {{1, 2}, {1}}, RANK))
        .hasMessage("frames of 2 and of 1 features are no set");
    assertThatThrownBy(() -> ImageSet.of(new float[][] {{1, Float.NaN}}, RANK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a feature is NaN");
  }
}
