package org.sparkaffect.imageset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SetBlockTest {
  private static final int RANK = 3;
  private static final List<Measure> MEASURES = Measure.all(List.of(1, RANK));

  /** Of different numbers of frames, one of which is all zero. */
  private static List<ImageSet> sets(int count, int dimension) {
    List<ImageSet> sets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[][] frames = i == 1 ? new double[2][dimension] : Sets.random(1 + i % 16, dimension, i);
      sets.add(ImageSet.of(frames, RANK));
    }
    return sets;
  }

  @ParameterizedTest
  @CsvSource({"7, 9", "20, 200"})
  void aBlockGivesWhatItsPairsGive(int count, int dimension) {
    List<ImageSet> sets = sets(count, dimension);
    List<ImageSet> left = sets.subList(0, 3);
    List<ImageSet> right = sets.subList(2, count);

    double[][][] values;
    try (SetBlock one = SetBlock.of(left);
        SetBlock other = SetBlock.of(right)) {
      values = one.measure(other, MEASURES);
    }

    for (int m = 0; m < MEASURES.size(); m++) {
      for (int i = 0; i < left.size(); i++) {
        for (int j = 0; j < right.size(); j++) {
          double expected = Sets.measure(left.get(i), right.get(j), MEASURES.get(m));
          assertThat(values[m][i][j])
              .as("%s of %d and %d", MEASURES.get(m), i, j)
              .isCloseTo(expected, within(2e-6 * (1 + Math.abs(expected))));
        }
      }
    }
  }

  /** On polynomial and RBF kernels alike; eigenvalues are as exact as products of floats allow. */
  @Test
  void gramMatricesAreSymmetricAndPositiveSemiDefinite() {
    List<double[][]> frames = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      frames.add(Sets.random(16, 300, i % 30)); // some are there twice
    }
    double[][][] values;
    try (SetBlock block =
        SetBlock.of(frames.stream().map(each -> ImageSet.of(each, RANK)).toList())) {
      values = block.measure(MEASURES);
    }

    for (int m = 0; m < MEASURES.size(); m++) {
      for (int degree : MEASURES.get(m).form() == Measure.Form.RBF ? List.of(1) : List.of(1, 3)) {
        double[][] gram = Kernel.of(MEASURES.get(m), degree, values[m]).of(values[m]);
        for (int i = 0; i < gram.length; i++) {
          for (int j = 0; j < i; j++) {
            assertThat(gram[i][j]).isEqualTo(gram[j][i]);
          }
        }
        double[] eigenvalues = Spectrum.ofSymmetric(new DMatrixRMaj(gram)).values();
        assertThat(eigenvalues[gram.length - 1])
            .as("%s, degree %d", MEASURES.get(m), degree)
            .isGreaterThan(-1e-6 * eigenvalues[0]);
      }
    }
  }

  @Test
  void whatASetHasInCommonWithItselfIsExact() {
    List<ImageSet> sets = sets(5, 50);
    try (SetBlock block = SetBlock.of(sets)) {
      double[][][] values = block.measure(MEASURES);
      for (int m = 0; m < MEASURES.size(); m++) {
        for (int i = 0; i < sets.size(); i++) {
          assertThat(values[m][i][i]).isEqualTo(MEASURES.get(m).ofItself(sets.get(i).points()));
        }
      }
    }
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<ImageSet> sets = sets(6, 30);
    try (SetBlock block = SetBlock.of(sets)) {
      block.write(bytes);
      bytes.write(17);
      ByteArrayInputStream in = new ByteArrayInputStream(bytes.toByteArray());
      try (SetBlock read = SetBlock.read(in)) {
        assertThat(in.read()).as("what follows").isEqualTo(17);
        assertThat(read.size()).isEqualTo(6);
        assertThat(read.measure(MEASURES)).isDeepEqualTo(block.measure(MEASURES));
      }
    }
  }

  @Test
  void setsOfOtherFeaturesCannotBeCompared() {
    try (SetBlock one = SetBlock.of(sets(2, 30));
        SetBlock other = SetBlock.of(sets(2, 31))) {
      assertThatThrownBy(() -> one.measure(other, MEASURES))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("sets of 30 and of 31 features cannot be compared");
    }
  }
}
