package org.sparkaffect.network;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;
import org.sparkaffect.audio.Egemaps;
import org.sparkaffect.audio.Voice;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.media.MediaFile;
import org.sparkaffect.media.MediaLimits;
import org.sparkaffect.media.SoundSink;

/** The utterances that come with the sources. */
final class Speech implements SoundSink {
  private static final Path FOLDER = Path.of("../test-data/speech").toAbsolutePath().normalize();
  private static final MediaLimits LIMITS =
      new MediaLimits(Duration.ofMinutes(1), 1, Duration.ofMinutes(1));

  private short[] all = new short[0];

  private Speech() {}

  static Voice voice(String file) throws RejectedException {
    Speech speech = new Speech();
    org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(FOLDER.resolve(file).toUri());
    try (MediaFile media = MediaFile.open(path, new Configuration(), LIMITS, 1)) {
      media.decode(0, Long.MAX_VALUE, new long[0], null, speech);
    }
    return new Egemaps().of(speech.all, speech.all.length).orElseThrow();
  }

  @Override
  public void samples(long position, short[] samples, int count) {
    all = Arrays.copyOf(all, (int) position + count);
    System.arraycopy(samples, 0, all, (int) position, count);
  }

  @Override
  public void soundBroken(RejectedException why) {
    throw new IllegalStateException(why);
  }
}
