package org.sparkaffect.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is computed of a contour, on contours worked out by hand. */
class ContourTest {
  private static float[] contour(String values) {
    String[] cells = values.trim().split(" ");
    float[] x = new float[cells.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = Float.parseFloat(cells[i]);
    }
    return x;
  }

  @ParameterizedTest
  @CsvSource({
    "1 2 6, 6, 1.3333 3 4.6667",
    "1 2 6, 9, 1.3333 3 5.6667",
    "3, 9, 5",
  })
  void mean(String values, float right, String expected) {
    float[] x = contour(values);
    float[] smooth = new float[x.length];

    Smoothing.mean(x, x.length, right, smooth);

    assertThat(smooth).containsExactly(contour(expected), within(1e-4f));
  }

  @ParameterizedTest
  @CsvSource({
    "1 2 6, 6, 1.3333 3 4.6667",
    "0 2 6, 0, 0 4 4",
    "2 0 6, 0, 2 0 6",
    "-3 3 0, 1, -1 0 0",
  })
  void meanOfNonZero(String values, float right, String expected) {
    float[] x = contour(values);
    float[] smooth = new float[x.length];

    Smoothing.meanOfNonZero(x, x.length, right, smooth);

    assertThat(smooth).containsExactly(contour(expected), within(1e-4f));
  }

  @ParameterizedTest
  @CsvSource({"1 2 3 4 5, 1.8 3 4.2", "7, 7 7 7", "1 2, 1.2 1.5 1.8"})
  void percentiles(String sorted, String expected) {
    float[] x = contour(sorted);

    double[] found =
        Arrays.stream(new double[] {0.2, 0.5, 0.8})
            .map(part -> Statistics.percentile(x, x.length, part))
            .toArray();

    assertThat((float) found[0]).isCloseTo(contour(expected)[0], within(1e-5f));
    assertThat((float) found[1]).isCloseTo(contour(expected)[1], within(1e-5f));
    assertThat((float) found[2]).isCloseTo(contour(expected)[2], within(1e-5f));
  }

  @ParameterizedTest
  @CsvSource({"1 3, 2, 0.5", "-1 -3, -2, -0.5", "-1 1, 0, 1", "4 4, 4, 0"})
  void meanAndDeviation(String values, double mean, double deviation) {
    float[] x = contour(values);

    assertThat(Statistics.mean(x, x.length)).isEqualTo(mean);
    assertThat(Statistics.relativeDeviation(x, x.length, mean)).isEqualTo(deviation);
  }

  @Test
  void nothingHasNoStatistics() {
    assertThat(Statistics.mean(new float[0], 0)).isZero();
    assertThat(Statistics.relativeDeviation(new float[0], 0, 0)).isZero();
    assertThat(Statistics.percentile(new float[0], 0, 0.5)).isZero();
  }

  /** Lengths are one frame short; single gaps are bridged, two frames alone are none. */
  @ParameterizedTest
  @CsvSource({
    "1 1 1 1 1 0 0 0 0, true, 1, 4, 0",
    "1 1 1 1 1 0 0 0 0, false, 1, 3, 0",
    "1 1 0 0 1 1 0 0, true, 0, 0, 0",
    "1 0 1 1 0 0, true, 1, 3, 0",
    "1 1 1 0 1 1 1 0 0, true, 1, 6, 0",
    "1 1 1 0 0 1 1 1 1 1 0 0, true, 2, 3, 1",
    "1 1 1, true, 1, 2, 0",
    "1 1 1 1 0, true, 1, 3, 0",
  })
  void segments(String f0, boolean voiced, int count, double mean, double deviation) {
    Segments segments = new Segments();

    segments.find(contour(f0), contour(f0).length, voiced);

    assertThat(segments.count()).isEqualTo(count);
    assertThat(segments.meanLength()).isEqualTo(mean);
    assertThat(segments.deviation()).isEqualTo(deviation);
  }

  /** Per second, of frames of 10 ms; the slope to the end is last and keeps its sign. */
  @ParameterizedTest
  @CsvSource({
    "0 1 2 3 4 3 2 1 0, 1, 100, 0, -100, 0",
    "0 1 2 3 4 3 2 1 0 1 2 3 4 3 2 1 0, 2, 100, 0, 0, 70.7107",
    "5 4 3 2 1 2 3 4 5, 0, 100, 0, 100, 0",
    "0 1 2 3 4 5, 0, 0.8333, 0, 0, 0", // no extremum: by frames, not by seconds
    "5 4 3 2 1 0, 0, 0, 0, -0.8333, 0",
    "3 3 3 3 3 3, 0, 0, 0, 0, 0",
    "0 2 4 4.1 4 6 8 6 4 2 0, 1, 133.3333, 0, -200, 0", // a step on the way is no peak
  })
  void slopes(
      String values, int peaks, double rising, double risingBy, double falling, double fallingBy) {
    Slopes slopes = new Slopes();

    slopes.find(contour(values), contour(values).length);

    assertThat(slopes.peaks()).isEqualTo(peaks);
    assertThat(slopes.rising().mean()).isCloseTo(rising, within(1e-3));
    assertThat(slopes.rising().deviation()).isCloseTo(risingBy, within(1e-3));
    assertThat(slopes.falling().mean()).isCloseTo(falling, within(1e-3));
    assertThat(slopes.falling().deviation()).isCloseTo(fallingBy, within(1e-3));
  }
}
