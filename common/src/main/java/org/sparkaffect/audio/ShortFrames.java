package org.sparkaffect.audio;

/** What is computed of each frame of 20 ms: loudness, spectral shape, MFCCs, formants. */
final class ShortFrames {
  static final int SAMPLES = Egemaps.RATE / 50;

  private static final int TRANSFORM = 512;
  private static final Descriptor[] MFCCS = {
    Descriptor.MFCC_1, Descriptor.MFCC_2, Descriptor.MFCC_3, Descriptor.MFCC_4
  };

  private final Spectrum spectrum = Spectrum.hamming(SAMPLES, TRANSFORM);
  private final float[] magnitude = new float[TRANSFORM / 2 + 1];
  private final float[] power = new float[TRANSFORM / 2 + 1];
  private final MelBank melBank = new MelBank();
  private final double[] logPower = new double[MelBank.BANDS];
  private final Loudness loudness = new Loudness();
  private final Mfcc mfcc = new Mfcc();
  private final float[] cepstrum = new float[Mfcc.COUNT];
  private final SpectralShape shape = new SpectralShape();
  private final Formants formants = new Formants();

  void describe(float[] signal, Descriptors descriptors) {
    shape.reset();
    for (int n = 0; n < descriptors.shortFrames(); n++) {
      int from = n * Egemaps.HOP;
      descriptors.addEnergy(energy(signal, from));
      spectrum.transform(signal, from);
      spectrum.magnitude(magnitude);
      for (int bin = 0; bin < power.length; bin++) {
        power[bin] = magnitude[bin] * magnitude[bin];
      }
      describeBands(n, descriptors);
      describeShape(n, descriptors);
      if (n < descriptors.longFrames()) {
        describeFormants(n, descriptors);
      }
    }
  }

  private static double energy(float[] signal, int from) {
    double sum = 0;
    for (int i = from; i < from + SAMPLES; i++) {
      sum += (double) signal[i] * signal[i];
    }
    return sum / SAMPLES;
  }

  private void describeBands(int n, Descriptors descriptors) {
    melBank.apply(power, Loudness.FLOOR, logPower);
    descriptors.set(Descriptor.LOUDNESS, n, loudness.of(logPower));
    mfcc.of(logPower, cepstrum);
    for (int i = 0; i < Mfcc.COUNT; i++) {
      descriptors.set(MFCCS[i], n, cepstrum[i]);
    }
  }

  private void describeShape(int n, Descriptors descriptors) {
    descriptors.set(Descriptor.ALPHA_RATIO, n, SpectralShape.alphaRatio(power));
    descriptors.set(Descriptor.HAMMARBERG_INDEX, n, SpectralShape.hammarbergIndex(power));
    shape.levels(power);
    descriptors.set(Descriptor.SLOPE_TO_500, n, shape.slopeTo500());
    descriptors.set(Descriptor.SLOPE_TO_1500, n, shape.slopeTo1500());
    descriptors.set(Descriptor.SPECTRAL_FLUX, n, shape.flux(magnitude));
  }

  private void describeFormants(int n, Descriptors descriptors) {
    formants.of(spectrum.bins());
    for (int k = 0; k < Formants.COUNT; k++) {
      descriptors.set(Descriptor.formantFrequency(k), n, formants.frequencies()[k]);
      descriptors.set(Descriptor.formantBandwidth(k), n, formants.bandwidths()[k]);
    }
  }
}
