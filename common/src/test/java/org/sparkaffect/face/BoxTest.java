package org.sparkaffect.face;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxTest {
  @Test
  void theLastPixelIsInside() {
    Box box = new Box(0, 0, 9, 4);

    assertThat(box.width()).isEqualTo(10);
    assertThat(box.height()).isEqualTo(5);
    assertThat(box.area()).isEqualTo(50);
  }

  @ParameterizedTest
  @CsvSource({
    " 0 0  9  9,  0  0  9 9, 0 0 9 9",
    " 0 0 19  9,  0 -5 19 14, wide",
    " 0 0  9 19, -5  0 14 19, high",
    " 1 2  1  2,  1  2  1  2, a pixel",
    " 0 0  0  3, -1.5 0 1.5 3, between pixels",
    "-9 0  9  4, -9 -7 9 11, beyond the image",
  })
  void aSquareKeepsTheCentreAndTheLongerSide(String box, String square) {
    assertThat(box(box).squared()).isEqualTo(box(square));
  }

  @Test
  void regressionMovesEachSide() {
    assertThat(new Box(10, 20, 30, 40).regressed(new float[] {-1, 2, 0.5f, 0}))
        .isEqualTo(new Box(9, 22, 30.5f, 40));
  }

  @ParameterizedTest(name = "{4}: {0} and {1}")
  @CsvSource({
    "0 0 9 9,  0  0  9  9, 1,    1,   the same",
    "0 0 9 9,  5  0 14  9, 0.3333333, 0.5, half beside",
    "0 0 9 9, 10  0 19  9, 0,    0,   neighbours",
    "0 0 9 9,  9  9 18 18, 0.0050251, 0.01, one pixel",
    "0 0 9 9, 30 30 39 39, 0,    0,   apart on both axes",
    "0 0 9 9,  2  2  6  6, 0.25, 1,   one inside the other",
    "0 0 9 9,  5  5  3  3, 0,    NaN, turned inside out",
  })
  void overlaps(String a, String b, float union, float minimum, String why) {
    assertOverlaps(box(a), box(b), union, minimum);
    assertOverlaps(box(b), box(a), union, minimum);
  }

  private static void assertOverlaps(Box a, Box b, float union, float minimum) {
    assertThat(Overlap.UNION.of(a, b)).isEqualTo(union, within6());
    assertThat(Overlap.MINIMUM.of(a, b)).isEqualTo(minimum, within6());
  }

  private static Offset<Float> within6() {
    return Offset.offset(1e-6f);
  }

  static Box box(String corners) {
    String[] numbers = corners.strip().split(" +");
    return new Box(
        Float.parseFloat(numbers[0]),
        Float.parseFloat(numbers[1]),
        Float.parseFloat(numbers[2]),
        Float.parseFloat(numbers[3]));
  }
}
