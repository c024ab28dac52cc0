package org.sparkaffect.audio;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * The 88 functionals of a clip's smoothed descriptors. Those of the voice cover the frames whose
 * pitch was decided before the clip's end was known, as openSMILE has it.
 */
final class Functionals {
  static final int COUNT = 88;
  static final Set<Descriptor> OF_ALL_FRAMES =
      EnumSet.range(Descriptor.SPECTRAL_FLUX, Descriptor.MFCC_4);
  static final Set<Descriptor> OF_VOICE = EnumSet.range(Descriptor.JITTER, Descriptor.F3_AMPLITUDE);
  static final Set<Descriptor> OF_VOICED_FRAMES =
      EnumSet.range(Descriptor.ALPHA_RATIO, Descriptor.MFCC_4);
  static final Set<Descriptor> OF_UNVOICED_FRAMES =
      EnumSet.range(Descriptor.ALPHA_RATIO, Descriptor.SPECTRAL_FLUX);

  private static final Set<Descriptor> MASKED_FORMANTS =
      EnumSet.of(
          Descriptor.F1_FREQUENCY,
          Descriptor.F1_BANDWIDTH,
          Descriptor.F2_FREQUENCY,
          Descriptor.F2_BANDWIDTH,
          Descriptor.F3_FREQUENCY,
          Descriptor.F3_BANDWIDTH);
  private static final double FRAME_SECONDS = 0.01;
  private static final double LEAST_ENERGY = 1e-12;

  private final Slopes slopes = new Slopes();
  private final Segments voiced = new Segments();
  private final Segments unvoiced = new Segments();
  private float[] masked = new float[0];
  private float[] smooth = new float[0];
  private Descriptors descriptors;
  private float[] values;
  private int count;

  float[] of(Descriptors clip) {
    descriptors = clip;
    if (smooth.length < clip.shortFrames()) {
      masked = new float[clip.shortFrames()];
      smooth = new float[clip.shortFrames()];
    }
    values = new float[COUNT];
    count = 0;
    int pitchFrames = pitch();
    int loudnessPeaks = loudness();
    OF_ALL_FRAMES.forEach(this::ofAllFrames);
    OF_VOICE.forEach(this::ofVoice);
    OF_VOICED_FRAMES.forEach(this::ofVoicedFrames);
    OF_UNVOICED_FRAMES.forEach(this::ofUnvoicedFrames);
    add(loudnessPeaks / (clip.shortFrames() * FRAME_SECONDS));
    add(voiced.count() / (pitchFrames * FRAME_SECONDS));
    add(voiced.meanLength() * FRAME_SECONDS);
    add(voiced.deviation() * FRAME_SECONDS);
    add(unvoiced.meanLength() * FRAME_SECONDS);
    add(unvoiced.deviation() * FRAME_SECONDS);
    add(10 * Math.log10(Math.max(clip.meanEnergy(), LEAST_ENERGY)));
    return values;
  }

  private void add(double value) {
    values[count++] = (float) value;
  }

  private int pitch() {
    int frames = smoothDecided(descriptors.column(Descriptor.F0));
    voiced.find(smooth, frames, true);
    unvoiced.find(smooth, frames, false);
    contour(dropZeros(frames));
    return frames;
  }

  private int loudness() {
    contour(smoothAll(Descriptor.LOUDNESS));
    return slopes.peaks();
  }

  private void ofAllFrames(Descriptor descriptor) {
    meanAndDeviation(smoothAll(descriptor));
  }

  private void ofVoice(Descriptor descriptor) {
    float[] x = descriptors.column(descriptor);
    if (MASKED_FORMANTS.contains(descriptor)) {
      x = mask(x, true);
    }
    int decided = descriptors.decidedOnline();
    int frames = decided == 0 ? descriptors.longFrames() : decided;
    Smoothing.meanOfNonZero(x, frames, x[frames - 1], smooth);
    meanAndDeviation(dropZeros(frames));
  }

  private void ofVoicedFrames(Descriptor descriptor) {
    float[] x = mask(descriptors.column(descriptor), true);
    int frames = descriptors.decidedOnline();
    if (frames > 0) {
      frames = smoothDecided(x);
    } else {
      frames = descriptors.longFrames();
      Smoothing.meanOfNonZero(x, frames, x[frames - 1], smooth);
      smooth[0] = x[0];
    }
    meanAndDeviation(dropZeros(frames));
  }

  private void ofUnvoicedFrames(Descriptor descriptor) {
    int frames = smoothDecided(mask(descriptors.column(descriptor), false));
    add(Statistics.mean(smooth, dropZeros(frames)));
  }

  /**
   * @return how many frames are smoothed: those decided, or one as it is where none was
   */
  private int smoothDecided(float[] x) {
    int decided = descriptors.decidedOnline();
    if (decided == 0) {
      smooth[0] = x[0];
      return 1;
    }
    Smoothing.meanOfNonZero(x, decided, x[decided], smooth);
    return decided;
  }

  private int smoothAll(Descriptor descriptor) {
    float[] x = descriptors.column(descriptor);
    int frames = descriptors.shortFrames();
    Smoothing.mean(x, frames, x[frames - 1], smooth);
    return frames;
  }

  /** Zero where the frame's voicing is not the one asked for. */
  private float[] mask(float[] x, boolean voicing) {
    for (int n = 0; n < descriptors.longFrames(); n++) {
      masked[n] = descriptors.voiced(n) == voicing ? x[n] : 0;
    }
    return masked;
  }

  private int dropZeros(int frames) {
    int kept = 0;
    for (int n = 0; n < frames; n++) {
      if (smooth[n] != 0) {
        smooth[kept++] = smooth[n];
      }
    }
    return kept;
  }

  private void meanAndDeviation(int frames) {
    double mean = Statistics.mean(smooth, frames);
    add(mean);
    add(Statistics.relativeDeviation(smooth, frames, mean));
  }

  private void contour(int frames) {
    meanAndDeviation(frames);
    slopes.find(smooth, frames);
    Arrays.sort(smooth, 0, frames);
    double low = Statistics.percentile(smooth, frames, 0.2);
    double high = Statistics.percentile(smooth, frames, 0.8);
    add(low);
    add(Statistics.percentile(smooth, frames, 0.5));
    add(high);
    add(Math.abs(high - low));
    add(slopes.rising().mean());
    add(slopes.rising().deviation());
    add(slopes.falling().mean());
    add(slopes.falling().deviation());
  }
}
