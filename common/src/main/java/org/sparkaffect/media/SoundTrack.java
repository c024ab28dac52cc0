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
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;

/** The sound stream of a decoding pass, converted to {@link SoundSink}'s form. */
final class SoundTrack implements AutoCloseable {
  private static final AVChannelLayout MONO = AV_CHANNEL_LAYOUT_MONO().retainReference();
  private static final AVRational SAMPLE =
      new AVRational().num(1).den(SoundSink.RATE).retainReference();

  /** Time stamps are coarse: less than this, in samples, is no gap in the sound. */
  private static final long LEAST_GAP = SoundSink.RATE / 25;

  private static final int ROOM = 1 << 14;

  private final TrackDecoder decoder;
  private final AVRational timeBase;
  private final long originUs;
  private final SoundSink sink;
  private final AVFrame decoded = av_frame_alloc();
  private final AVChannelLayout layout = new AVChannelLayout();
  private final ShortPointer converted = new ShortPointer(ROOM);
  private final PointerPointer<Pointer> planes = new PointerPointer<>(1);
  private final short[] samples = new short[ROOM];
  private SwrContext resampler;
  private int format;
  private int rate;
  private long position;
  private boolean broken;

  SoundTrack(AVStream stream, TrackDecoder decoder, long originUs, SoundSink sink) {
    this.decoder = decoder;
    this.timeBase = stream.time_base();
    this.originUs = originUs;
    this.sink = sink;
    planes.put(0, converted);
  }

  /** Decodes a packet, or with null what the decoder still holds. */
  void decode(AVPacket packet) throws RejectedException {
    try {
      give(packet);
    } catch (RejectedException e) {
      broken = true;
      sink.soundBroken(e);
    }
  }

  private void give(AVPacket packet) throws RejectedException {
    decoder.send(packet);
    while (decoder.receive(decoded)) {
      long start = startPosition();
      if (resampler == null) {
        openResampler();
        position = start;
      } else if (isOtherForm() || start - position > LEAST_GAP) {
        drain();
        openResampler();
        position = Math.max(position, start);
      }
      convert(decoded.extended_data(), decoded.nb_samples());
      av_frame_unref(decoded);
    }
  }

  void finish() throws RejectedException {
    if (!broken) {
      decode(null);
      drain();
    }
  }

  /** Whether the sound before this time has been given. */
  boolean reached(long timeUs) {
    return broken || resampler != null && position * 1_000_000 / SoundSink.RATE >= timeUs;
  }

  /** Where the decoded sound begins, or where the sound before it ended. */
  private long startPosition() {
    long pts = decoded.best_effort_timestamp();
    if (pts == AV_NOPTS_VALUE) {
      return position;
    }
    return Timestamps.ticks(Timestamps.us(pts, timeBase) - originUs, SAMPLE);
  }

  private boolean isOtherForm() {
    return decoded.format() != format
        || decoded.sample_rate() != rate
        || av_channel_layout_compare(decoded.ch_layout(), layout) != 0;
  }

  private void openResampler() throws RejectedException {
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
    if (resampler == null || swr_init(resampler) < 0) {
      freeResampler();
      throw new RejectedException(
          RejectReason.CORRUPT,
          "sound of %d channels at %d Hz cannot be made mono at %d Hz"
              .formatted(layout.nb_channels(), rate, SoundSink.RATE));
    }
  }

  private void drain() {
    if (resampler != null) {
      convert(null, 0);
    }
  }

  private void convert(PointerPointer<?> input, int count) {
    int made = swr_convert(resampler, planes, ROOM, input, count);
    give(made);
    while (made == ROOM) {
      made = swr_convert(resampler, planes, ROOM, input, 0);
      give(made);
    }
  }

  /** Passes on what is not before the file's start. */
  private void give(int made) {
    int early = (int) Math.max(0, Math.min(made, -position));
    if (made > early) {
      converted.position(early).get(samples, 0, made - early);
      converted.position(0);
      sink.samples(position + early, samples, made - early);
    }
    position += Math.max(0, made);
  }

  private void freeResampler() {
    if (resampler != null) {
      swr_free(resampler);
      resampler = null;
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
