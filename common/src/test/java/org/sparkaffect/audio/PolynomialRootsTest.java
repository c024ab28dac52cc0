package org.sparkaffect.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PolynomialRootsTest {
  private static final int DEGREE = 11;

  private final PolynomialRoots roots = new PolynomialRoots(DEGREE);

  @RepeatedTest(300)
  void findsOneOfEachPair(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    int pairs = random.nextInt(6);
    double[] real = new double[pairs];
    double[] imaginary = new double[pairs];
    double[] polynomial = {1};
    for (int i = 0; i < pairs; i++) {
      double radius = 0.3 + random.nextDouble();
      double angle = Math.PI * (i + 0.2 + 0.6 * random.nextDouble()) / pairs;
      real[i] = radius * Math.cos(angle);
      imaginary[i] = radius * Math.sin(angle);
      polynomial = times(polynomial, radius * radius, -2 * real[i], 1);
    }
    for (int i = 2 * pairs; i < DEGREE; i++) {
      polynomial = times(polynomial, 3 * random.nextDouble() - 1.5, 1);
    }

    int count = roots.of(polynomial);

    assertThat(count).isEqualTo(pairs);
    for (int i = 0; i < pairs; i++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int found = 0; found < count; found++) {
        double distance =
            Math.hypot(roots.real(found) - real[i], roots.imaginary(found) - imaginary[i]);
        nearest = Math.min(nearest, distance);
      }
      assertThat(nearest).isCloseTo(0, within(1e-8));
    }
  }

  private static double[] times(double[] a, double... b) {
    double[] product = new double[a.length + b.length - 1];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        product[i + j] += a[i] * b[j];
      }
    }
    return product;
  }

  @Test
  void aPowerHasNone() {
    double[] power = new double[DEGREE + 1];
    power[DEGREE] = 1;

    assertThat(roots.of(power)).isZero();
  }

  /** An ill-conditioned prediction may overflow: it has to end, whatever is found. */
  @Test
  void endsForWhatIsNoNumber() {
    double[] polynomial = new double[DEGREE + 1];
    polynomial[0] = Double.POSITIVE_INFINITY;
    polynomial[3] = Double.NaN;
    polynomial[DEGREE] = 1;

    assertThat(roots.of(polynomial)).isBetween(0, DEGREE / 2);
  }
}
