package org.sparkaffect.media;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_CUSTOM_IO;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_DURATION_FROM_BITRATE;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_buffer2;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.PointerScope;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;

/** An open container: its best video and sound stream, and its packets in stored order. */
@SuppressWarnings("try") // a PointerScope works by being open
final class Demuxer implements AutoCloseable {
  static final long UNKNOWN = -1;

  /** Where no index says which frames can be decoded first, seeking goes this much further back. */
  private static final long PREROLL_US = 10_000_000;

  private final AvioStream input;
  private final Deadline deadline;
  private final String formatName;
  private final AVFormatContext format;
  private final AVStream video;
  private final AVStream sound;
  private final long originUs;
  private long reachedUs;

  Demuxer(AvioStream input, MediaLimits limits, Deadline deadline) throws RejectedException {
    this.input = input;
    this.deadline = deadline;
    try (PointerScope scope = new PointerScope()) {
      AVInputFormat type = probe();
      formatName = type.name().getString();
      format = new AVFormatContext(avformat_alloc_context()).retainReference();
      open(type);
      try {
        checkSize(limits.maxPixels());
        findStreams(limits.maxPixels());
        checkSize(limits.maxPixels());
      } catch (RejectedException e) {
        close();
        throw e;
      }
    }
    AVStream bestVideo = best(AVMEDIA_TYPE_VIDEO);
    boolean cover =
        bestVideo != null && (bestVideo.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
    video = cover ? null : bestVideo;
    sound = best(AVMEDIA_TYPE_AUDIO);
    // a start before zero is the priming of an audio codec; the picture still starts at zero
    originUs = format.start_time() == AV_NOPTS_VALUE ? 0 : Math.max(0, format.start_time());
  }

  private AVInputFormat probe() throws RejectedException {
    try (PointerPointer<AVInputFormat> found = new PointerPointer<>(1)) {
      found.put(0, (Pointer) null);
      int result = av_probe_input_buffer2(input.context(), found, (BytePointer) null, null, 0, 0);
      if (result < 0) {
        throw failed(RejectReason.NOT_MEDIA, "no media format recognised", result);
      }
      AVInputFormat type = found.get(AVInputFormat.class);
      if (!Container.isTaken(type.name().getString())) {
        throw new RejectedException(
            RejectReason.NOT_MEDIA, "format " + type.name().getString() + " is not taken");
      }
      return type;
    }
  }

  private void open(AVInputFormat type) throws RejectedException {
    format.flags(format.flags() | AVFMT_FLAG_CUSTOM_IO);
    input.attachTo(format);
    AVDictionary options = new AVDictionary();
    av_dict_set(options, "protocol_whitelist", "none", 0);
    av_dict_set(options, "format_whitelist", formatName, 0);
    int result = avformat_open_input(format, "", type, options);
    av_dict_free(options);
    if (result < 0) {
      throw failed(RejectReason.CORRUPT, "the " + formatName + " container does not open", result);
    }
  }

  /** Looks into the streams, whose decoders must not allocate what the limits forbid. */
  private void findStreams(long maxPixels) throws RejectedException {
    int count = format.nb_streams();
    try (PointerPointer<AVDictionary> options = new PointerPointer<>(count)) {
      for (int i = 0; i < count; i++) {
        AVDictionary each = new AVDictionary();
        av_dict_set(each, "max_pixels", Long.toString(maxPixels), 0);
        options.put(i, each);
      }
      int result = avformat_find_stream_info(format, options);
      for (int i = 0; i < count; i++) {
        av_dict_free(options.getPointer(i));
      }
      if (result < 0) {
        throw failed(RejectReason.CORRUPT, "the streams are not readable", result);
      }
      if (input.refused()) {
        throw failed(RejectReason.EXTERNAL_REFERENCE, "the file refers to another", 0);
      }
    }
  }

  private void checkSize(long maxPixels) throws RejectedException {
    for (int i = 0; i < format.nb_streams(); i++) {
      AVCodecParameters codec = format.streams(i).codecpar();
      if ((long) codec.width() * codec.height() > maxPixels) {
        throw new RejectedException(
            RejectReason.TOO_LARGE,
            "the header states %d x %d, more than %d pixels"
                .formatted(codec.width(), codec.height(), maxPixels));
      }
    }
  }

  private AVStream best(int mediaType) {
    int index = av_find_best_stream(format, mediaType, -1, -1, (AVCodec) null, 0);
    return index < 0 ? null : format.streams(index);
  }

  /** The failure of the file system or the time limit where that is behind an error of FFmpeg's. */
  private RejectedException failed(RejectReason reason, String what, int error)
      throws RejectedException {
    input.check();
    if (input.refused()) {
      return new RejectedException(
          RejectReason.EXTERNAL_REFERENCE, "the file refers to another, which was not opened");
    }
    return new RejectedException(reason, what + ": " + AvError.text(error));
  }

  /** The best video stream, or null. */
  AVStream video() {
    return video;
  }

  /** The best sound stream, or null. */
  AVStream sound() {
    return sound;
  }

  /** The file's start on the clock of its streams, in microseconds. */
  long originUs() {
    return originUs;
  }

  double framesPerSecond() {
    AVRational rate = video.avg_frame_rate();
    if (rate.num() == 0 || rate.den() == 0) {
      rate = av_guess_frame_rate(format, video, null);
    }
    return rate.den() == 0 ? 0 : (double) rate.num() / rate.den();
  }

  /** When the stream ends, in microseconds from the file's start, or {@link #UNKNOWN}. */
  long endUs(AVStream stream) {
    if (stream.duration() != AV_NOPTS_VALUE) {
      long start = stream.start_time() == AV_NOPTS_VALUE ? 0 : stream.start_time();
      return Timestamps.us(start + stream.duration(), stream.time_base()) - originUs;
    }
    return statedUs();
  }

  /** The length that the container states, in microseconds, or {@link #UNKNOWN}. */
  long statedUs() {
    boolean guess = format.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE;
    return format.duration() == AV_NOPTS_VALUE || guess ? UNKNOWN : format.duration();
  }

  /** The end of the last packet of any stream so far, in microseconds from the file's start. */
  long reachedUs() {
    return reachedUs;
  }

  /** Goes to where decoding must begin for what is on screen at a time. */
  void seek(long timeUs) {
    AVStream stream = video != null ? video : sound;
    boolean indexed = formatName.matches("(mov|matroska|avi)\\b.*");
    long target = timeUs + originUs - (indexed ? 0 : PREROLL_US);
    AVRational timeBase = stream.time_base();
    long ticks = target * timeBase.den() / timeBase.num() / 1_000_000;
    av_seek_frame(format, stream.index(), Math.max(0, ticks), AVSEEK_FLAG_BACKWARD);
  }

  /** Reads the next packet; false at the end, or where damage ends what can be read. */
  boolean read(AVPacket packet) throws RejectedException {
    deadline.check();
    int result = av_read_frame(format, packet);
    if (result < 0) {
      input.check();
      return false;
    }
    AVStream stream = format.streams(packet.stream_index());
    long start = packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
    if (start != AV_NOPTS_VALUE) {
      long end = Timestamps.us(start + packet.duration(), stream.time_base()) - originUs;
      reachedUs = Math.max(reachedUs, end);
    }
    return true;
  }

  @Override
  public void close() {
    avformat_close_input(format);
  }
}
