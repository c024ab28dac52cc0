package org.sparkaffect.audio;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * The spectrum of one windowed frame, padded with zeros on both sides alike. In single precision:
 * the formants magnify what the last bits hold.
 */
final class Spectrum {
  private final float[] window;
  private final int padding;
  private final RealFft fft;
  private final float[] transform;
  private double energy;

  private Spectrum(int frame, int size, IntToDoubleFunction shape) {
    window = new float[frame];
    for (int i = 0; i < frame; i++) {
      window[i] = (float) shape.applyAsDouble(i);
    }
    padding = (size - frame) / 2;
    fft = new RealFft(size);
    transform = new float[size];
  }

  static Spectrum hamming(int frame, int size) {
    return new Spectrum(
        frame, size, i -> 0.54 - 0.46 * StrictMath.cos(2 * Math.PI * i / (frame - 1)));
  }

  /**
   * @param sigma standard deviation in half frames
   */
  static Spectrum gauss(int frame, int size, double sigma) {
    double centre = (frame - 1) / 2.0;
    return new Spectrum(
        frame, size, i -> Math.exp(-0.5 * Math.pow((i - centre) / (sigma * centre), 2)));
  }

  void transform(float[] samples, int from) {
    Arrays.fill(transform, 0, padding, 0);
    Arrays.fill(transform, padding + window.length, transform.length, 0);
    double sum = 0;
    for (int i = 0; i < window.length; i++) {
      float sample = samples[from + i] * window[i];
      transform[padding + i] = sample;
      sum += sample * sample;
    }
    energy = sum / window.length;
    fft.transform(transform);
  }

  /** Mean of the squares of the windowed frame. */
  double energy() {
    return energy;
  }

  /** As {@link RealFft#transform} leaves them. */
  float[] bins() {
    return transform;
  }

  /**
   * @param magnitude receives one more than half the size of the transform
   */
  void magnitude(float[] magnitude) {
    int half = transform.length / 2;
    for (int bin = 1; bin < half; bin++) {
      float real = transform[2 * bin];
      float imaginary = transform[2 * bin + 1];
      magnitude[bin] = (float) Math.sqrt(real * real + imaginary * imaginary);
    }
    magnitude[0] = Math.abs(transform[0]);
    magnitude[half] = Math.abs(transform[1]);
  }
}
