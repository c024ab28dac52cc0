package org.sparkaffect.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.sparkaffect.clip.FilePath;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.clip.RgbImage;

/**
 * An open media file on any Hadoop file system. Nothing but this file is read, whatever it refers
 * to, and no more of it is held than a few packets and frames. For one thread.
 */
public final class MediaFile implements AutoCloseable {
  /** A shortfall below this, or below a twentieth, is of time stamps and not of data. */
  private static final long LEAST_SHORTFALL_US = 250_000;

  /** A key frame is looked for so much before the time that is wanted; four times that if late. */
  private static final long PREROLL_US = 500_000;

  private static final int HEAD_BYTES = 1024;

  private static final FrameSink NOWHERE =
      new FrameSink() {
        @Override
        public void frame(int from, int to, long timeUs, RgbImage image) {}

        @Override
        public void decoded(long timeUs) {}
      };

  static {
    av_log_set_level(AV_LOG_QUIET); // what went wrong is told by reasons of rejection
  }

  private final MediaLimits limits;
  private final int threads;
  private final Deadline deadline;
  private final FSDataInputStream in;
  private final long length;
  private AvioStream input;
  private Demuxer demuxer;
  private MediaInfo info;

  private MediaFile(FSDataInputStream in, long length, MediaLimits limits, int threads) {
    this.in = in;
    this.length = length;
    this.limits = limits;
    this.threads = threads;
    this.deadline = new Deadline(limits.maxTime());
  }

  /**
   * Opens a file and looks at its streams.
   *
   * @param threads for the decoders: the cores of the task
   * @throws RejectedException if the file is missing, unreadable, no media, beyond a limit, or
   *     refers to others
   */
  public static MediaFile open(Path path, Configuration hadoop, MediaLimits limits, int threads)
      throws RejectedException {
    try {
      FileSystem files = fileSystem(path, hadoop);
      FileStatus status = files.getFileStatus(path);
      if (status.isDirectory()) {
        throw new RejectedException(RejectReason.NOT_MEDIA, "this is a folder");
      }
      if (status.getLen() == 0) {
        throw new RejectedException(RejectReason.EMPTY, "0 bytes");
      }
      MediaFile file = new MediaFile(files.open(path), status.getLen(), limits, threads);
      try {
        file.openStreams();
        return file;
      } catch (RejectedException | IOException | RuntimeException | FSError e) {
        file.close();
        throw e;
      }
    } catch (FileNotFoundException e) {
      throw new RejectedException(RejectReason.NOT_FOUND, "no such file", e);
    } catch (IOException | FSError e) { // the latter is how the local file system fails to read
      throw new RejectedException(RejectReason.UNREADABLE, e.toString(), e);
    }
  }

  /** Hadoop throws unchecked what it cannot make of a host or a scheme. */
  private static FileSystem fileSystem(Path path, Configuration hadoop) throws IOException {
    try {
      return FilePath.fileSystem(path, hadoop);
    } catch (RuntimeException e) {
      throw new IOException(e);
    }
  }

  private void openStreams() throws RejectedException, IOException {
    byte[] head = new byte[(int) Math.min(HEAD_BYTES, length)];
    in.readFully(0, head);
    if (Container.isPlaylist(head)) {
      throw new RejectedException(
          RejectReason.EXTERNAL_REFERENCE, "this is a playlist, and what it names was not opened");
    }
    openDemuxer();
    if (demuxer.isMovie() && DataReferences.areExternal(in, length, deadline)) {
      throw new RejectedException(
          RejectReason.EXTERNAL_REFERENCE, "a track's samples lie in another file");
    }
    if (demuxer.main() == null) {
      throw new RejectedException(RejectReason.CORRUPT, "there is neither video nor sound");
    }
    long durationUs = demuxer.endUs();
    if (durationUs <= 0) {
      durationUs = scanForEnd();
    }
    if (durationUs > limits.maxDuration().toNanos() / 1000) {
      throw new RejectedException(
          RejectReason.TOO_LONG,
          "%d s are more than %d s"
              .formatted(durationUs / 1_000_000, limits.maxDuration().toSeconds()));
    }
    info = describe(durationUs);
  }

  private void openDemuxer() throws RejectedException {
    input = new AvioStream(in, length, deadline);
    demuxer = new Demuxer(input, limits.maxPixels());
  }

  private void reopen() throws RejectedException {
    demuxer.close();
    input.close();
    openDemuxer();
  }

  /** Some containers state no length: their packets do, at the cost of reading them once more. */
  private long scanForEnd() throws RejectedException {
    AVPacket packet = av_packet_alloc();
    try {
      while (demuxer.read(packet)) {
        av_packet_unref(packet);
      }
    } finally {
      av_packet_free(packet);
    }
    long end = demuxer.reachedUs();
    reopen();
    return end;
  }

  private MediaInfo describe(long durationUs) throws RejectedException {
    AVStream video = demuxer.video();
    boolean sound = demuxer.sound() != null;
    if (video == null) {
      return new MediaInfo(durationUs, false, sound, 0, 0, 0);
    }
    Display display = Display.of(video, limits.maxPixels());
    AVCodecParameters codec = video.codecpar();
    display.checkSize(codec.width(), codec.height(), codec.sample_aspect_ratio());
    int width = display.squarePixelWidth(codec.width(), codec.sample_aspect_ratio());
    return new MediaInfo(
        durationUs,
        true,
        sound,
        display.sideways() ? codec.height() : width,
        display.sideways() ? width : codec.height(),
        demuxer.framesPerSecond());
  }

  public MediaInfo info() {
    return info;
  }

  /**
   * Decodes once, from start to end or as much of that as is asked for. A file can be decoded once.
   *
   * @param fromUs in microseconds from the file's start; frames from before it may come, as
   *     decoding begins where it can, and sound comes from the file's start
   * @param toUs what comes behind is not decoded, but for what the decoders have in hand
   * @param wantedUs times within these for which {@code frames} gets the frame on screen, rising
   * @param frames takes frames, or null for none
   * @param sound takes the sound, or null for none; without a sound stream it gets nothing
   * @throws RejectedException if the data end before the stated length, the file system failed, a
   *     limit was passed, or what cannot be decoded is told to its sink as broken; what was given
   *     before stands
   */
  public void decode(long fromUs, long toUs, long[] wantedUs, FrameSink frames, SoundSink sound)
      throws RejectedException {
    if (frames != null && !info.video()) {
      throw new RejectedException(RejectReason.NO_VIDEO, "there is no video stream");
    }
    boolean audible = sound != null && info.sound();
    try (VideoTrack video = openVideo(fromUs, wantedUs, frames, audible);
        SoundTrack audio = audible ? openSound(sound) : null) {
      boolean whole = pump(toUs, video, audio);
      if (video != null && video.frames() == 0) {
        frames.framesBroken(
            new RejectedException(RejectReason.CORRUPT, "not one frame could be decoded"));
      }
      if (whole) {
        checkReached();
      }
    }
  }

  /**
   * What sound is at a time depends on what its decoder and resampler heard before, so sound is
   * always decoded from the start. Pictures are not: decoding begins at a key frame.
   */
  private VideoTrack openVideo(long fromUs, long[] wantedUs, FrameSink frames, boolean audible)
      throws RejectedException {
    if (frames == null) {
      return null;
    }
    try {
      if (goTo(fromUs) && audible) {
        long keyFrame = demuxer.nextPicture();
        reopen();
        demuxer.leaveOutPicturesBefore(keyFrame);
      }
      return videoTrack(wantedUs, frames);
    } catch (RejectedException e) {
      frames.framesBroken(e);
      reopen();
      return null;
    }
  }

  private SoundTrack openSound(SoundSink sound) throws RejectedException {
    try {
      return soundTrack(sound);
    } catch (RejectedException e) {
      sound.soundBroken(e);
      return null;
    }
  }

  /** Goes to where decoding gives the frame on screen at a time, unless that is the start. */
  private boolean goTo(long timeUs) throws RejectedException {
    for (long back = PREROLL_US; back < timeUs; back *= 4) {
      long start = timeUs - back;
      if (demuxer.seek(start) && showsBy(timeUs) && demuxer.seek(start)) {
        return true;
      }
    }
    if (timeUs > PREROLL_US) {
      reopen();
    }
    return false;
  }

  /** Key frames may be rare, or come on screen later than an index says: only decoding tells. */
  private boolean showsBy(long timeUs) throws RejectedException {
    try (VideoTrack video = videoTrack(new long[0], NOWHERE)) {
      pump(Long.MIN_VALUE, video, null);
      return video.firstUs() <= timeUs;
    }
  }

  private VideoTrack videoTrack(long[] wantedUs, FrameSink sink) throws RejectedException {
    Display display = Display.of(demuxer.video(), limits.maxPixels());
    TrackDecoder decoder = new TrackDecoder(demuxer.video(), threads, limits.maxPixels());
    return new VideoTrack(display, decoder, demuxer.originUs(), wantedUs.clone(), sink);
  }

  private SoundTrack soundTrack(SoundSink sink) throws RejectedException {
    TrackDecoder decoder = new TrackDecoder(demuxer.sound(), threads, limits.maxPixels());
    return new SoundTrack(demuxer.sound(), decoder, demuxer.originUs(), sink);
  }

  /** Returns whether all of the file was read. */
  private boolean pump(long toUs, VideoTrack video, SoundTrack sound) throws RejectedException {
    boolean videoWanted = video != null;
    boolean soundWanted = sound != null;
    AVPacket packet = av_packet_alloc();
    try {
      while ((videoWanted || soundWanted) && demuxer.read(packet)) {
        if (videoWanted && packet.stream_index() == demuxer.video().index()) {
          video.decode(packet);
          videoWanted = !video.reached(toUs);
        } else if (soundWanted && packet.stream_index() == demuxer.sound().index()) {
          sound.decode(packet);
          soundWanted = !sound.reached(toUs);
        }
        av_packet_unref(packet);
      }
      if (video != null) {
        video.finish();
      }
      if (sound != null) {
        sound.finish();
      }
      return videoWanted || soundWanted;
    } finally {
      av_packet_free(packet);
    }
  }

  private void checkReached() throws RejectedException {
    long stated = demuxer.statedUs();
    long shortfall = stated - demuxer.reachedUs();
    if (stated > 0 && shortfall > Math.max(LEAST_SHORTFALL_US, stated / 20)) {
      throw new RejectedException(
          RejectReason.TRUNCATED,
          "the file states %d ms and ends after %d ms"
              .formatted(stated / 1000, demuxer.reachedUs() / 1000));
    }
  }

  @Override
  public void close() {
    if (demuxer != null) {
      demuxer.close();
    }
    if (input != null) {
      input.close();
    }
    try {
      in.close();
    } catch (IOException e) {
      // it was only read
    }
  }
}
