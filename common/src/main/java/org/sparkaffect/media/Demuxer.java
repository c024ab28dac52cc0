package org.sparkaffect.media;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_CUSTOM_IO;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
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
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;

/** An open container: its best video and sound stream, and its packets in stored order. */
final class Demuxer implements AutoCloseable {
  static final long UNKNOWN = -1;

  private final AvioStream input;
  private final String formatName;
  private final AVFormatContext format;
  private final AVStream video;
  private final AVStream sound;
  private final long originUs;
  private long reachedUs;
  private boolean awaitsKeyFrame;
  private long firstPicture = Long.MIN_VALUE;

  Demuxer(AvioStream input, long maxPixels) throws RejectedException {
    this.input = input;
    AVInputFormat type = probe();
    formatName = type.name().getString();
    format = avformat_alloc_context();
    open(type);
    try {
      checkSize(maxPixels);
      findStreams(maxPixels);
      checkSize(maxPixels);
    } catch (RejectedException e) {
      close();
      throw e;
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
      String name = type.name().getString();
      if (!Container.isTaken(name)) {
        boolean pointer = Container.pointsElsewhere(name);
        throw new RejectedException(
            pointer ? RejectReason.EXTERNAL_REFERENCE : RejectReason.NOT_MEDIA,
            "format " + name + " is not taken");
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
      input.check();
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

  /**
   * The stream whose length is the file's: the video, or the sound where there is none, or null.
   */
  AVStream main() {
    return video != null ? video : sound;
  }

  /** Whether this is MP4 or QuickTime, whose samples may lie in other files. */
  boolean isMovie() {
    return formatName.startsWith("mov,");
  }

  /** The file's start on the clock of its streams, in microseconds. */
  long originUs() {
    return originUs;
  }

  double framesPerSecond() {
    try (AVRational guess = av_guess_frame_rate(format, video, null)) {
      AVRational mean = video.avg_frame_rate();
      AVRational rate = mean.num() == 0 || mean.den() == 0 ? guess : mean;
      return rate.den() == 0 ? 0 : (double) rate.num() / rate.den();
    }
  }

  /** When the main stream ends, in microseconds from the file's start, or {@link #UNKNOWN}. */
  long endUs() {
    AVStream stream = main();
    if (stream.duration() == AV_NOPTS_VALUE || durationIsGuess()) {
      return statedUs();
    }
    long start = stream.start_time() == AV_NOPTS_VALUE ? 0 : stream.start_time();
    return Timestamps.us(start + stream.duration(), stream.time_base()) - originUs;
  }

  /** The length that the container states, in microseconds, or {@link #UNKNOWN}. */
  long statedUs() {
    if (format.duration() == AV_NOPTS_VALUE || durationIsGuess()) {
      return UNKNOWN;
    }
    // of a truncated AVI, FFmpeg cuts the duration down, but not the count in the header
    boolean counted = formatName.equals("avi");
    long count = counted ? Timestamps.us(main().nb_frames(), main().time_base()) : 0;
    return Math.max(format.duration(), count);
  }

  private boolean durationIsGuess() {
    return format.duration_estimation_method() == AVFMT_DURATION_FROM_BITRATE;
  }

  /** The end of the last packet of any stream so far, in microseconds from the file's start. */
  long reachedUs() {
    return reachedUs;
  }

  /** Goes to the last key frame by a time, or near it; false where this file cannot be sought. */
  boolean seek(long timeUs) {
    awaitsKeyFrame = video != null;
    firstPicture = Long.MIN_VALUE;
    long ticks = Timestamps.ticks(timeUs + originUs, main().time_base());
    return av_seek_frame(format, main().index(), ticks, AVSEEK_FLAG_BACKWARD) >= 0;
  }

  /** Reads up to the next picture, and returns its time stamp; the file's end has none. */
  long nextPicture() throws RejectedException {
    AVPacket packet = av_packet_alloc();
    try {
      while (read(packet)) {
        boolean picture = packet.stream_index() == video.index();
        long stamp = stamp(packet);
        av_packet_unref(packet);
        if (picture) {
          return stamp;
        }
      }
      return Long.MAX_VALUE;
    } finally {
      av_packet_free(packet);
    }
  }

  /** Leaves out the pictures before the one of this time stamp, which is a key frame. */
  void leaveOutPicturesBefore(long stamp) {
    awaitsKeyFrame = true;
    firstPicture = stamp;
  }

  private static long stamp(AVPacket packet) {
    return packet.pts() == AV_NOPTS_VALUE ? packet.dts() : packet.pts();
  }

  /** Reads the next packet; false at the end, or where damage ends what can be read. */
  boolean read(AVPacket packet) throws RejectedException {
    int result = av_read_frame(format, packet);
    while (result >= 0 && precedesKeyFrame(packet)) {
      av_packet_unref(packet);
      result = av_read_frame(format, packet);
    }
    input.check();
    if (result >= 0) {
      reachedUs = Math.max(reachedUs, endUs(packet));
    }
    return result >= 0;
  }

  private boolean precedesKeyFrame(AVPacket packet) {
    if (awaitsKeyFrame && packet.stream_index() == video.index()) {
      awaitsKeyFrame = (packet.flags() & AV_PKT_FLAG_KEY) == 0 || stamp(packet) < firstPicture;
      return awaitsKeyFrame;
    }
    return false;
  }

  /** Packets of raw streams have no times and follow each other. */
  private long endUs(AVPacket packet) {
    AVRational timeBase = format.streams(packet.stream_index()).time_base();
    long start = stamp(packet);
    if (start != AV_NOPTS_VALUE) {
      return Timestamps.us(start + packet.duration(), timeBase) - originUs;
    }
    boolean counts = packet.stream_index() == main().index();
    return counts ? reachedUs + Timestamps.us(packet.duration(), timeBase) : 0;
  }

  @Override
  public void close() {
    avformat_close_input(format);
  }
}
