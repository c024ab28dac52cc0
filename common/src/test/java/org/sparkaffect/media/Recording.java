package org.sparkaffect.media;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.sparkaffect.TestData;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.clip.RgbImage;

/** All that a decoding pass gives. */
class Recording implements FrameSink, SoundSink {
  static final long END = Long.MAX_VALUE;
  static final MediaLimits LIMITS =
      new MediaLimits(Duration.ofMinutes(10), 4_000_000, Duration.ofSeconds(30));

  private static final Configuration HADOOP = new Configuration();

  /** The times of all decoded frames. */
  final List<Long> decoded = new ArrayList<>();

  /** For each wanted time, when its frame came on screen. */
  final Long[] shown;

  final RgbImage[] images;

  /** From the file's start; a gap is silence. */
  short[] sound = new short[0];

  long soundFrom = -1;

  Recording(int wanted) {
    shown = new Long[wanted];
    images = new RgbImage[wanted];
  }

  static Path fixture(String name) {
    return TestData.beside(Recording.class, name);
  }

  static MediaFile open(Path file, MediaLimits limits) throws RejectedException {
    return MediaFile.open(new org.apache.hadoop.fs.Path(file.toUri()), HADOOP, limits, 2);
  }

  static Recording of(Path file, long... wantedUs) throws RejectedException {
    return ofRange(file, 0, END, wantedUs);
  }

  static Recording ofRange(Path file, long fromUs, long toUs, long... wantedUs)
      throws RejectedException {
    try (MediaFile media = open(file, LIMITS)) {
      return of(media, fromUs, toUs, wantedUs);
    }
  }

  static Recording of(MediaFile media, long fromUs, long toUs, long... wantedUs)
      throws RejectedException {
    Recording recording = new Recording(wantedUs.length);
    FrameSink frames = media.info().video() ? recording : null;
    media.decode(fromUs, toUs, wantedUs, frames, recording);
    return recording;
  }

  @Override
  public void frame(int from, int to, long timeUs, RgbImage image) {
    Arrays.fill(shown, from, to, timeUs);
    Arrays.fill(images, from, to, image);
  }

  @Override
  public void decoded(long timeUs) {
    decoded.add(timeUs);
  }

  @Override
  public void samples(long position, short[] samples, int count) {
    if (soundFrom < 0) {
      soundFrom = position;
    }
    sound = Arrays.copyOf(sound, Math.toIntExact(position) + count);
    System.arraycopy(samples, 0, sound, Math.toIntExact(position), count);
  }
}
