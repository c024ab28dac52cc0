package org.sparkaffect.audio;

import java.util.Arrays;

/**
 * Formants of a frame by linear prediction at 11 kHz, order 11. The spectrum is cut at 3.4 kHz,
 * which leaves the prediction ill-conditioned: sums are taken one by one in single precision, as
 * openSMILE takes them, since any other way gives other formants.
 */
final class Formants {
  static final int COUNT = 3;

  private static final int RATE = 11_000;
  private static final int SAMPLES = SpectralResampler.SAMPLES;
  private static final int ORDER = 11;
  private static final double LOWEST_HZ = 50;
  private static final double HIGHEST_HZ = 5450;

  private final SpectralResampler resampler = new SpectralResampler();
  private final float[] resampled = new float[SAMPLES];
  private final float[] autocorrelation = new float[ORDER + 1];
  private final float[] predictor = new float[ORDER + 1];
  private final float[] before = new float[ORDER + 1];
  private final double[] polynomial = new double[ORDER + 1];
  private final PolynomialRoots roots = new PolynomialRoots(ORDER);

  private final double[] frequency = new double[ORDER];
  private final double[] bandwidth = new double[ORDER];

  /** In Hz, from the lowest formant up, 0 where there are fewer. */
  double[] frequencies() {
    return frequency;
  }

  /** In Hz, of each formant. */
  double[] bandwidths() {
    return bandwidth;
  }

  /**
   * @param bins of a transform of 512 samples, as {@link Spectrum#bins()} has them
   */
  void of(float[] bins) {
    resampler.resample(bins, resampled);
    autocorrelate();
    predict();
    for (int i = 0; i <= ORDER; i++) {
      // The sign is openSMILE's: that of a predictor, on the coefficients of the error filter.
      polynomial[i] = i == ORDER ? 1 : -predictor[ORDER - i];
    }
    collect(roots.of(polynomial));
  }

  private void autocorrelate() {
    for (int lag = 0; lag <= ORDER; lag++) {
      float sum = 0;
      for (int i = lag; i < SAMPLES; i++) {
        sum += resampled[i] * resampled[i - lag];
      }
      autocorrelation[lag] = sum;
    }
  }

  /** Levinson-Durbin. */
  private void predict() {
    Arrays.fill(predictor, 0);
    float error = autocorrelation[0];
    for (int m = 1; m <= ORDER && error != 0; m++) {
      float sum = autocorrelation[m];
      for (int i = 1; i < m; i++) {
        sum += predictor[i] * autocorrelation[m - i];
      }
      float reflection = -sum * (1 / error); // as openSMILE rounds; a quotient would differ
      System.arraycopy(predictor, 0, before, 0, m);
      for (int i = 1; i < m; i++) {
        predictor[i] += reflection * before[m - i];
      }
      predictor[m] = reflection;
      error *= 1 - reflection * reflection;
    }
  }

  private void collect(int count) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      double real = roots.real(i);
      double imaginary = roots.imaginary(i);
      double hz = Math.atan2(imaginary, real) * RATE / (2 * Math.PI);
      if (hz >= LOWEST_HZ && hz <= HIGHEST_HZ) {
        // A root outside the unit circle is mirrored into it.
        double decay = Math.abs(Math.log(real * real + imaginary * imaginary) / 2);
        insert(found++, hz, decay * RATE / Math.PI);
      }
    }
    Arrays.fill(frequency, found, ORDER, 0);
    Arrays.fill(bandwidth, found, ORDER, 0);
  }

  private void insert(int count, double hz, double width) {
    int place = count;
    while (place > 0 && frequency[place - 1] > hz) {
      frequency[place] = frequency[place - 1];
      bandwidth[place] = bandwidth[place - 1];
      place--;
    }
    frequency[place] = hz;
    bandwidth[place] = width;
  }
}
