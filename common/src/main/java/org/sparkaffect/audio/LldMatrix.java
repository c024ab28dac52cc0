package org.sparkaffect.audio;

/**
 * The smoothed descriptors, row by row, as openSMILE writes them: one row more than long frames.
 */
final class LldMatrix {
  private float[] smooth = new float[0];

  /**
   * @return (long frames + 1) x 25
   */
  float[] of(Descriptors descriptors) {
    int frames = descriptors.longFrames();
    float[] rows = new float[(frames + 1) * Descriptor.COUNT];
    if (smooth.length < descriptors.shortFrames()) {
      smooth = new float[descriptors.shortFrames()];
    }
    for (Descriptor descriptor : Descriptor.values()) {
      float[] raw = descriptors.column(descriptor);
      if (descriptor.ofVoice()) {
        smoothVoice(raw, frames, descriptors.decidedOnline());
      } else {
        int all = descriptors.shortFrames();
        Smoothing.mean(raw, all, raw[all - 1], smooth);
      }
      for (int row = 0; row <= frames; row++) {
        rows[row * Descriptor.COUNT + descriptor.ordinal()] = smooth[row];
      }
    }
    return rows;
  }

  /**
   * Pitch stops where it was decided when the clip ends, and goes on when that is known. Around the
   * stop openSMILE smooths as at an end, and then repeats a frame.
   */
  private void smoothVoice(float[] raw, int frames, int decided) {
    Smoothing.meanOfNonZero(raw, frames, raw[frames - 1], smooth);
    smooth[frames] = raw[frames - 1];
    if (decided > 0) {
      float last = raw[decided - 1];
      smooth[decided - 1] = Smoothing.meanOfNonZero(raw[Math.max(decided - 2, 0)], last, last);
      smooth[decided] = last;
    }
  }
}
