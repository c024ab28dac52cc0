package org.sparkaffect.media;

import org.sparkaffect.clip.RejectedException;

/** Takes the sound of a decoding pass as 16 kHz, mono, 16-bit samples, in order of time. */
@FunctionalInterface
public interface SoundSink {
  int RATE = 16_000;

  /**
   * The next stretch of sound. It follows the one before, but where the file has a gap.
   *
   * @param position of the first sample, in samples from the file's start
   * @param samples valid during the call only
   * @param count how many of {@code samples}, from the first, are meant
   */
  void samples(long position, short[] samples, int count);

  /**
   * The sound cannot be decoded, though the pictures perhaps can. Unless this throws, the pass goes
   * on for the pictures alone.
   */
  default void soundBroken(RejectedException why) throws RejectedException {
    throw why;
  }
}
