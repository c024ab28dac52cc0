package org.sparkaffect.audio;

/**
 * What is computed of each frame of 60 ms: pitch, and where the frame is voiced, jitter, shimmer
 * and the harmonics. Spectra wait until the pitch of their frame is decided.
 */
final class LongFrames {
  static final int SAMPLES = Egemaps.RATE * 6 / 100;

  private static final int TRANSFORM = 1024;
  private static final double GAUSS_SIGMA = 0.4;
  private static final double SILENT_RMS = 0.001;
  private static final double SEMITONE_ZERO_HZ = 27.5;

  private final Spectrum spectrum = Spectrum.gauss(SAMPLES, TRANSFORM, GAUSS_SIGMA);
  private final float[][] magnitude = new float[PitchTracker.RING][TRANSFORM / 2 + 1];
  private final boolean[] silent = new boolean[PitchTracker.RING];
  private final OctaveSpectrum octaves = new OctaveSpectrum();
  private final double[] points = new double[OctaveSpectrum.POINTS];
  private final SubHarmonicSummation summation = new SubHarmonicSummation();
  private final PitchTracker tracker = new PitchTracker();
  private final PeriodMatcher periods = new PeriodMatcher();
  private final HarmonicsToNoise noise = new HarmonicsToNoise();
  private final Harmonics harmonics = new Harmonics();

  /**
   * @param descriptors has the formants, and receives the rest of what is of the voice
   */
  void describe(short[] samples, float[] signal, Descriptors descriptors) {
    tracker.reset();
    periods.reset(samples);
    int described = 0;
    for (int n = 0; n < descriptors.longFrames(); n++) {
      int place = n % PitchTracker.RING;
      spectrum.transform(signal, n * Egemaps.HOP);
      spectrum.magnitude(magnitude[place]);
      silent[place] = Math.sqrt(spectrum.energy()) <= SILENT_RMS;
      octaves.of(magnitude[place], points);
      summation.candidates(points);
      tracker.accept(summation.frequencies(), summation.voicings());
      while (described < tracker.decided()) {
        describeVoice(described++, descriptors);
      }
    }
    descriptors.decidedOnline(described);
    tracker.finish();
    while (described < tracker.decided()) {
      describeVoice(described++, descriptors);
    }
  }

  private void describeVoice(int n, Descriptors descriptors) {
    int place = n % PitchTracker.RING;
    float f0 = silent[place] ? 0 : tracker.frequency(n);
    boolean voiced = f0 > 0;
    descriptors.set(Descriptor.F0, n, voiced ? semitones(f0) : 0);
    periods.accept(n, f0);
    descriptors.set(Descriptor.JITTER, n, periods.jitter());
    descriptors.set(Descriptor.SHIMMER, n, periods.shimmerDb());
    if (voiced) {
      describeHarmonics(n, f0, descriptors);
    } else {
      descriptors.set(Descriptor.HNR, n, 0);
      descriptors.set(Descriptor.H1_H2, n, 0);
      descriptors.set(Descriptor.H1_A3, n, 0);
      for (int k = 0; k < Formants.COUNT; k++) {
        descriptors.set(Descriptor.formantAmplitude(k), n, Harmonics.ABSENT_DB);
      }
    }
  }

  private void describeHarmonics(int n, float f0, Descriptors descriptors) {
    float[] spectrum = magnitude[n % PitchTracker.RING];
    descriptors.set(Descriptor.HNR, n, noise.of(spectrum, f0));
    harmonics.find(spectrum, f0);
    descriptors.set(Descriptor.H1_H2, n, harmonics.h1OverH2());
    int partial = -1;
    for (int k = 0; k < Formants.COUNT; k++) {
      float formant = descriptors.column(Descriptor.formantFrequency(k))[n];
      partial = harmonics.nearFormant(formant);
      descriptors.set(
          Descriptor.formantAmplitude(k), n, partial < 0 ? 0 : harmonics.level(partial));
    }
    descriptors.set(Descriptor.H1_A3, n, harmonics.h1Over(partial));
  }

  /** Above 27.5 Hz, never less than one. */
  private static double semitones(double hz) {
    return Math.max(1, 12 * Math.log(hz / SEMITONE_ZERO_HZ) / Math.log(2));
  }
}
