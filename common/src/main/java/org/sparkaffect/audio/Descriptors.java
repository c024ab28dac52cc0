package org.sparkaffect.audio;

/** A clip's low-level descriptors before smoothing, frame by frame. */
final class Descriptors {
  private static final double VOICED_SEMITONES = 1e-6;

  private float[][] columns = new float[Descriptor.COUNT][0];
  private int shortFrames;
  private int longFrames;
  private int decidedOnline;
  private double energy;

  /** Forgets the clip before. Columns are as long as there are short frames. */
  void reset(int shortFrames, int longFrames) {
    this.shortFrames = shortFrames;
    this.longFrames = longFrames;
    if (columns[0].length < shortFrames) {
      columns = new float[Descriptor.COUNT][shortFrames];
    }
    decidedOnline = 0;
    energy = 0;
  }

  /** Frames of 20 ms; loudness, spectral shape and MFCCs have so many. */
  int shortFrames() {
    return shortFrames;
  }

  /** Frames of 60 ms; what is of the voice has so many. */
  int longFrames() {
    return longFrames;
  }

  /** Frames whose pitch was decided before the clip's end was known. */
  int decidedOnline() {
    return decidedOnline;
  }

  void decidedOnline(int frames) {
    decidedOnline = frames;
  }

  void addEnergy(double ofFrame) {
    energy += ofFrame;
  }

  /** Mean square of the samples over the short frames. */
  double meanEnergy() {
    return energy / shortFrames;
  }

  float[] column(Descriptor descriptor) {
    return columns[descriptor.ordinal()];
  }

  void set(Descriptor descriptor, int frame, double value) {
    columns[descriptor.ordinal()][frame] = (float) value;
  }

  boolean voiced(int frame) {
    return columns[Descriptor.F0.ordinal()][frame] > VOICED_SEMITONES;
  }

  float voicedRatio() {
    int voiced = 0;
    for (int n = 0; n < longFrames; n++) {
      voiced += voiced(n) ? 1 : 0;
    }
    return (float) voiced / longFrames;
  }
}
