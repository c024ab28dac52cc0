package org.sparkaffect.audio;

/** The low-level descriptors, in the order of openSMILE's columns. */
enum Descriptor {
  LOUDNESS("Loudness"),
  ALPHA_RATIO("alphaRatio"),
  HAMMARBERG_INDEX("hammarbergIndex"),
  SLOPE_TO_500("slope0-500"),
  SLOPE_TO_1500("slope500-1500"),
  SPECTRAL_FLUX("spectralFlux"),
  MFCC_1("mfcc1"),
  MFCC_2("mfcc2"),
  MFCC_3("mfcc3"),
  MFCC_4("mfcc4"),
  F0("F0semitoneFrom27.5Hz"),
  JITTER("jitterLocal"),
  SHIMMER("shimmerLocaldB"),
  HNR("HNRdBACF"),
  H1_H2("logRelF0-H1-H2"),
  H1_A3("logRelF0-H1-A3"),
  F1_FREQUENCY("F1frequency"),
  F1_BANDWIDTH("F1bandwidth"),
  F1_AMPLITUDE("F1amplitudeLogRelF0"),
  F2_FREQUENCY("F2frequency"),
  F2_BANDWIDTH("F2bandwidth"),
  F2_AMPLITUDE("F2amplitudeLogRelF0"),
  F3_FREQUENCY("F3frequency"),
  F3_BANDWIDTH("F3bandwidth"),
  F3_AMPLITUDE("F3amplitudeLogRelF0");

  private static final Descriptor[] ALL = values();
  static final int COUNT = ALL.length;

  private final String label;

  Descriptor(String label) {
    this.label = label;
  }

  /** openSMILE's name, without what it says of the smoothing. */
  String label() {
    return label;
  }

  /** Those of the voice alone are smoothed over the frames that have them. */
  boolean ofVoice() {
    return ordinal() >= F0.ordinal();
  }

  String smoothedName() {
    return label + (ofVoice() ? "_sma3nz" : "_sma3");
  }

  /** Of formant 0 to 2. */
  static Descriptor formantFrequency(int formant) {
    return ALL[F1_FREQUENCY.ordinal() + 3 * formant];
  }

  /** Of formant 0 to 2. */
  static Descriptor formantBandwidth(int formant) {
    return ALL[F1_BANDWIDTH.ordinal() + 3 * formant];
  }

  /** Of formant 0 to 2. */
  static Descriptor formantAmplitude(int formant) {
    return ALL[F1_AMPLITUDE.ordinal() + 3 * formant];
  }
}
