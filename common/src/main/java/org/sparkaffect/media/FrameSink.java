package org.sparkaffect.media;

import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.clip.RgbImage;

/** Takes the frames of a decoding pass, in order of time. */
public interface FrameSink {

  /**
   * The frame on screen at the wanted times of index {@code from} to {@code to}, exclusive.
   *
   * @param timeUs when the frame came on screen, in microseconds from the file's start
   */
  void frame(int from, int to, long timeUs, RgbImage image) throws RejectedException;

  /**
   * A frame was decoded. All wanted times before {@code timeUs} have had their frame.
   *
   * @param timeUs when the frame comes on screen, in microseconds from the file's start
   */
  void decoded(long timeUs) throws RejectedException;

  /**
   * The pictures cannot be decoded, though the sound perhaps can. Unless this throws, the pass goes
   * on for the sound alone.
   */
  default void framesBroken(RejectedException why) throws RejectedException {
    throw why;
  }
}
