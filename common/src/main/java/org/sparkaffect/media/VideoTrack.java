package org.sparkaffect.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.sparkaffect.clip.RejectedException;

/** The video stream of a decoding pass: finds the frames on screen at the wanted times. */
final class VideoTrack implements AutoCloseable {
  static final long UNKNOWN = Long.MAX_VALUE;

  private final TrackDecoder decoder;
  private final AVRational timeBase;
  private final long originUs;
  private final long[] wantedUs;
  private final FrameSink sink;
  private final Display display;
  private final FrameConverter converter;
  private final AVFrame decoded = av_frame_alloc();
  private final AVFrame onScreen = av_frame_alloc();
  private long onScreenUs;
  private long firstUs = UNKNOWN;
  private int next;
  private long frames;

  /**
   * @param originUs the file's start on the clock of its streams, in microseconds
   * @param wantedUs times from the file's start, rising
   */
  VideoTrack(
      Display display, TrackDecoder decoder, long originUs, long[] wantedUs, FrameSink sink) {
    this.decoder = decoder;
    this.timeBase = display.stream().time_base();
    this.originUs = originUs;
    this.wantedUs = wantedUs;
    this.sink = sink;
    this.display = display;
    this.converter = new FrameConverter(display);
  }

  /** Decodes a packet, or with null what the decoder still holds. */
  void decode(AVPacket packet) throws RejectedException {
    decoder.send(packet);
    while (decoder.receive(decoded)) {
      accept();
      av_frame_unref(decoded);
    }
  }

  private void accept() throws RejectedException {
    display.checkSize(decoded.width(), decoded.height(), decoded.sample_aspect_ratio());
    long time = Math.max(timeUs(), onScreenUs);
    if (frames > 0) {
      serve(time, onScreen, onScreenUs);
    } else {
      serve(time, decoded, time);
      firstUs = decoded.best_effort_timestamp() == AV_NOPTS_VALUE ? UNKNOWN : time;
    }
    frames++;
    sink.decoded(time);
    av_frame_unref(onScreen);
    av_frame_move_ref(onScreen, decoded);
    onScreenUs = time;
  }

  /** The last frame stays on screen to the end. */
  void finish() throws RejectedException {
    decode(null);
    if (frames > 0) {
      serve(Long.MAX_VALUE, onScreen, onScreenUs);
    }
  }

  /** Whether a frame at or behind this time is on screen. */
  boolean reached(long timeUs) {
    return frames > 0 && onScreenUs >= timeUs;
  }

  long frames() {
    return frames;
  }

  /** The first frame's time, or {@link #UNKNOWN}. */
  long firstUs() {
    return firstUs;
  }

  private void serve(long until, AVFrame frame, long timeUs) throws RejectedException {
    int from = next;
    while (next < wantedUs.length && wantedUs[next] < until) {
      next++;
    }
    if (next > from) {
      sink.frame(from, next, timeUs, converter.toRgb(frame));
    }
  }

  /** Where a frame has no time of its own, it follows the one before. */
  private long timeUs() {
    long pts = decoded.best_effort_timestamp();
    if (pts != AV_NOPTS_VALUE) {
      return Timestamps.us(pts, timeBase) - originUs;
    }
    return frames == 0 ? 0 : onScreenUs + Timestamps.us(onScreen.duration(), timeBase);
  }

  @Override
  public void close() {
    av_frame_free(decoded);
    av_frame_free(onScreen);
    converter.close();
    decoder.close();
  }
}
