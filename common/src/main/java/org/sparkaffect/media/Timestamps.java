package org.sparkaffect.media;

import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import org.bytedeco.ffmpeg.avutil.AVRational;

/** Stream clocks in microseconds. */
final class Timestamps {
  private static final AVRational MICROSECOND =
      new AVRational().num(1).den(1_000_000).retainReference();

  private Timestamps() {}

  static long us(long ticks, AVRational timeBase) {
    return av_rescale_q(ticks, timeBase, MICROSECOND);
  }

  static long ticks(long us, AVRational timeBase) {
    return av_rescale_q(us, MICROSECOND, timeBase);
  }
}
