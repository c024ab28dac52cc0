package org.sparkaffect.audio;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Extracts eGeMAPSv02 as openSMILE 3.0.2 does. Keeps its working memory from clip to clip: one for
 * each thread.
 */
public final class Egemaps {
  /** Samples per second. */
  public static final int RATE = 16_000;

  /** openSMILE's names of the functionals, in order. */
  public static final List<String> FUNCTIONALS = FunctionalNames.ALL;

  /** openSMILE's names of the low-level descriptors, in order. */
  public static final List<String> DESCRIPTORS =
      Arrays.stream(Descriptor.values()).map(Descriptor::smoothedName).toList();

  static final int HOP = RATE / 100;

  private final ShortFrames shortFrames = new ShortFrames();
  private final LongFrames longFrames = new LongFrames();
  private final Descriptors descriptors = new Descriptors();
  private final Functionals functionals = new Functionals();
  private final LldMatrix lldMatrix = new LldMatrix();
  private float[] signal = new float[0];

  /**
   * @param samples 16 kHz, mono; only the first {@code length} count
   * @return nothing for a clip of less than 60 ms
   */
  public Optional<Voice> of(short[] samples, int length) {
    if (length < LongFrames.SAMPLES) {
      return Optional.empty();
    }
    if (signal.length < length) {
      signal = new float[length];
    }
    for (int i = 0; i < length; i++) {
      signal[i] = samples[i] / (float) Short.MAX_VALUE;
    }
    descriptors.reset(frames(length, ShortFrames.SAMPLES), frames(length, LongFrames.SAMPLES));
    shortFrames.describe(signal, descriptors);
    longFrames.describe(samples, signal, descriptors);
    return Optional.of(
        new Voice(
            functionals.of(descriptors), lldMatrix.of(descriptors), descriptors.voicedRatio()));
  }

  private static int frames(int length, int frame) {
    return (length - frame) / HOP + 1;
  }
}
