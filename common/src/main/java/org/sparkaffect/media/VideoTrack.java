package org.sparkaffect.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_display_rotation_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_move_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.IntPointer;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;

/** The video stream of a decoding pass: finds the frames on screen at the wanted times. */
final class VideoTrack implements AutoCloseable {
  private final TrackDecoder decoder;
  private final AVRational timeBase;
  private final long originUs;
  private final long[] wantedUs;
  private final FrameSink sink;
  private final long maxPixels;
  private final FrameConverter converter;
  private final AVFrame decoded = av_frame_alloc();
  private final AVFrame onScreen = av_frame_alloc();
  private long onScreenUs = -1;
  private int next;
  private long frames;

  /**
   * @param originUs the file's start on the clock of its streams, in microseconds
   * @param wantedUs times from the file's start, rising
   */
  VideoTrack(
      AVStream stream,
      TrackDecoder decoder,
      long originUs,
      long[] wantedUs,
      FrameSink sink,
      long maxPixels) {
    this.decoder = decoder;
    this.timeBase = stream.time_base();
    this.originUs = originUs;
    this.wantedUs = wantedUs;
    this.sink = sink;
    this.maxPixels = maxPixels;
    this.converter = new FrameConverter(quarterTurns(stream.codecpar()));
  }

  /** How many quarter turns clockwise make a stored frame upright. */
  static int quarterTurns(AVCodecParameters parameters) {
    AVPacketSideData matrix =
        av_packet_side_data_get(
            parameters.coded_side_data(),
            parameters.nb_coded_side_data(),
            AV_PKT_DATA_DISPLAYMATRIX);
    if (matrix == null || matrix.isNull()) {
      return 0;
    }
    double counterClockwise = av_display_rotation_get(new IntPointer(matrix.data()));
    return Double.isNaN(counterClockwise)
        ? 0
        : Math.floorMod(Math.round(-counterClockwise / 90), 4);
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
    int shown = FrameConverter.squarePixelWidth(decoded.width(), decoded.sample_aspect_ratio());
    if ((long) Math.max(shown, decoded.width()) * decoded.height() > maxPixels) {
      throw new RejectedException(
          RejectReason.TOO_LARGE,
          "a frame of %d x %d has more than %d pixels"
              .formatted(shown, decoded.height(), maxPixels));
    }
    long time = Math.max(timeUs(decoded), onScreenUs);
    if (frames > 0) {
      serve(time);
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
      serve(Long.MAX_VALUE);
    }
  }

  /** Whether a frame at or behind this time is on screen. */
  boolean reached(long timeUs) {
    return onScreenUs >= timeUs;
  }

  long frames() {
    return frames;
  }

  private void serve(long until) throws RejectedException {
    int from = next;
    while (next < wantedUs.length && wantedUs[next] < until) {
      next++;
    }
    if (next > from) {
      sink.frame(from, next, onScreenUs, converter.toRgb(onScreen));
    }
  }

  private long timeUs(AVFrame frame) {
    long pts = frame.best_effort_timestamp();
    return pts == AV_NOPTS_VALUE ? onScreenUs : Timestamps.us(pts, timeBase) - originUs;
  }

  @Override
  public void close() {
    av_frame_free(decoded);
    av_frame_free(onScreen);
    converter.close();
    decoder.close();
  }
}
