package org.sparkaffect.imageset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MeasureTest {
  static List<Reference> references() {
    return Reference.all();
  }

  @ParameterizedTest
  @MethodSource("references")
  void equalsTheDenseFormulas(Reference reference) {
    ImageSet left = ImageSet.of(reference.left(), reference.rank());
    ImageSet right = ImageSet.of(reference.right(), reference.rank());

    assertThat(left.points().subspace()).hasNumberOfRows((int) reference.value("subspace_rank1"));
    assertThat(right.points().subspace()).hasNumberOfRows((int) reference.value("subspace_rank2"));
    assertThat(left.points().covariance().identity())
        .isCloseTo(Math.log(reference.value("lambda1")), within(1e-9));
    reference
        .measures()
        .forEach(
            (measure, expected) ->
                assertThat(Sets.measure(left, right, measure))
                    .as(measure.toString())
                    .isCloseTo(expected, within(Math.max(1e-9, 1e-6 * Math.abs(expected)))));
  }

  @Test
  void namesAreReadAgain() {
    assertThat(Measure.all(List.of(3, 10)))
        .hasSize(8)
        .allSatisfy(each -> assertThat(Measure.parse(each.toString())).isEqualTo(each))
        .extracting(Measure::toString)
        .contains("subspace-10-polynomial", "gaussian-rbf");
  }
}
