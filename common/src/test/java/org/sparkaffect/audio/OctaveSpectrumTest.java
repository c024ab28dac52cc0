package org.sparkaffect.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.math3.analysis.UnivariateFunction;
import org.apache.commons.math3.analysis.interpolation.SplineInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OctaveSpectrumTest {
  private static final double BIN_HZ = 15.625;

  private final double[] points = new double[OctaveSpectrum.POINTS];

  @Test
  void isANaturalSplineThroughTheSmoothedBins() {
    float[] magnitude = new float[513];
    for (int k = 0; k < magnitude.length; k++) {
      magnitude[k] = (k % 4 == 0 ? 3 : 1) * (2 + (float) Math.sin(k * 0.05));
    }
    UnivariateFunction spline = spline(magnitude);

    new OctaveSpectrum().of(magnitude, points);

    for (int i = 0; i < points.length; i++) {
      double octave = OctaveSpectrum.LOWEST + i * OctaveSpectrum.STEP;
      double inside = Math.min(octave, Math.log(8000) / Math.log(2));
      double ppo = OctaveSpectrum.POINTS_PER_OCTAVE;
      double start = ppo * Math.log(65.0 / 50) / Math.log(2) - 1;
      double attenuation = 0.5 + Math.atan(3 * (i + 1 - start) / ppo) / Math.PI;
      double expected = Math.max(0, spline.value(inside)) * attenuation;
      assertThat(points[i]).isCloseTo(expected, within(1e-5));
    }
  }

  private static UnivariateFunction spline(float[] magnitude) {
    int last = magnitude.length - 1;
    double[] octaves = new double[magnitude.length];
    double[] smooth = new double[magnitude.length];
    for (int k = 0; k <= last; k++) {
      octaves[k] = Math.log(BIN_HZ * k) / Math.log(2);
      smooth[k] =
          k == last
              ? magnitude[k]
              : ((k == 0 ? 0 : magnitude[k - 1]) + 2 * magnitude[k] + magnitude[k + 1]) / 4;
    }
    octaves[0] = 2 * octaves[1] - octaves[2];
    return new SplineInterpolator().interpolate(octaves, smooth);
  }

  /** Peaks on a ground of 1: what lies three bins and more from both is cleared. */
  @ParameterizedTest
  @CsvSource({
    "100, 110, 105, 0",
    "100, 110, 101, 1",
    "100, 105, 102, 1",
    "100, 110, 50, 1",
    "100, 110, 300, 1",
    "100, 100, 50, 0", // a single peak clears nearly everything
  })
  void peaksAreEnhanced(int peak, int other, int bin, int left) {
    float[] magnitude = new float[513];
    Arrays.fill(magnitude, 1);
    magnitude[peak] = 5;
    magnitude[other] = 5;

    new OctaveSpectrum().of(magnitude, points);

    double octave = Math.log(BIN_HZ * bin) / Math.log(2);
    int nearest = (int) Math.round((octave - OctaveSpectrum.LOWEST) / OctaveSpectrum.STEP);
    assertThat(points[nearest] > 0.3).isEqualTo(left == 1);
  }
}
