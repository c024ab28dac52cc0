package org.sparkaffect.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_LAYOUT_MONO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_compare;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_uninit;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc_set_opts2;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;
import static org.bytedeco.ffmpeg.global.swresample.swr_get_out_samples;
import static org.bytedeco.ffmpeg.global.swresample.swr_init;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.ShortPointer;

/** The sound stream of a decoding pass, converted to {@link SoundSink}'s form. */
final class SoundTrack implements AutoCloseable {
  private static final AVChannelLayout MONO = AV_CHANNEL_LAYOUT_MONO().retainReference();

  private final TrackDecoder decoder;
  private final AVRational timeBase;
  private final long originUs;
  private final SoundSink sink;
  private final AVFrame decoded = av_frame_alloc();
  private final AVChannelLayout layout = new AVChannelLayout();
  private final PointerPointer<Pointer> planes = new PointerPointer<>(1);
  private SwrContext resampler;
  private int format;
  private int rate;
  private ShortPointer converted = new ShortPointer();
  private short[] samples = new short[0];
  private long position = -1;

  SoundTrack(AVStream stream, TrackDecoder decoder, long originUs, SoundSink sink) {
    this.decoder = decoder;
    this.timeBase = stream.time_base();
    this.originUs = originUs;
    this.sink = sink;
  }

  /** Decodes a packet, or with null what the decoder still holds. */
  void decode(AVPacket packet) {
    decoder.send(packet);
    while (decoder.receive(decoded)) {
      if (position < 0) {
        position = startPosition();
      }
      if (resampler == null || isOtherForm()) {
        drain();
        openResampler();
      }
      convert(decoded.extended_data(), decoded.nb_samples());
      av_frame_unref(decoded);
    }
  }

  void finish() {
    decode(null);
    drain();
  }

  /** Whether the sound before this time has been given. */
  boolean reached(long timeUs) {
    return position * 1_000_000 / SoundSink.RATE >= timeUs;
  }

  private long startPosition() {
    long pts = decoded.best_effort_timestamp();
    if (pts == AV_NOPTS_VALUE) {
      return 0;
    }
    return Math.max(0, (Timestamps.us(pts, timeBase) - originUs) * SoundSink.RATE / 1_000_000);
  }

  private boolean isOtherForm() {
    return decoded.format() != format
        || decoded.sample_rate() != rate
        || av_channel_layout_compare(decoded.ch_layout(), layout) != 0;
  }

  private void openResampler() {
    freeResampler();
    format = decoded.format();
    rate = decoded.sample_rate();
    av_channel_layout_copy(layout, decoded.ch_layout());
    try (PointerPointer<SwrContext> made = new PointerPointer<>(1)) {
      made.put(0, (Pointer) null);
      swr_alloc_set_opts2(
          made, MONO, AV_SAMPLE_FMT_S16, SoundSink.RATE, layout, format, rate, 0, null);
      resampler = made.get(SwrContext.class);
    }
    swr_init(resampler);
  }

  private void drain() {
    if (resampler != null) {
      convert(null, 0);
    }
  }

  private void convert(PointerPointer<?> input, int count) {
    int room = swr_get_out_samples(resampler, count);
    if (samples.length < room) {
      converted.close();
      converted = new ShortPointer(room);
      samples = new short[room];
    }
    planes.put(0, converted);
    int made = swr_convert(resampler, planes, samples.length, input, count);
    if (made > 0) {
      converted.get(samples, 0, made);
      sink.samples(position, samples, made);
      position += made;
    }
  }

  private void freeResampler() {
    if (resampler != null) {
      swr_free(resampler);
    }
  }

  @Override
  public void close() {
    freeResampler();
    av_channel_layout_uninit(layout);
    layout.close();
    converted.close();
    planes.close();
    av_frame_free(decoded);
    decoder.close();
  }
}
