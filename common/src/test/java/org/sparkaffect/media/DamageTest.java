package org.sparkaffect.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkaffect.media.Recording.fixture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkaffect.clip.RejectedException;

class DamageTest {
  private static final int DAMAGES = 80;
  private static final MediaLimits LIMITS =
      new MediaLimits(Duration.ofHours(1), 4_000_000, Duration.ofSeconds(5));

  @TempDir Path folder;

  /** Any other exception fails this test, as does a crash of the process. */
  @ParameterizedTest
  @ValueSource(strings = {"counter.mp4", "key_frames.mkv", "counter.avi", "tone.flac", "wide.mov"})
  @Timeout(60)
  void damagedFilesDecodeOrAreRejected(String name) throws Exception {
    byte[] whole = Files.readAllBytes(fixture(name));
    int decoded = 0;
    for (int seed = 0; seed < DAMAGES; seed++) {
      Path file = folder.resolve(name + seed);
      decoded += decodes(Files.write(file, damaged(whole, new SplittableRandom(seed)))) ? 1 : 0;
    }
    assertThat(decoded).isBetween(DAMAGES / 10, DAMAGES * 9 / 10);
  }

  private static byte[] damaged(byte[] whole, SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      return Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1));
    }
    byte[] bytes = whole.clone();
    int headers = Math.min(bytes.length, 1500); // at the start, or at the end
    for (int flips = 1 << random.nextInt(7); flips > 0; flips--) {
      int at =
          switch (random.nextInt(3)) {
            case 0 -> random.nextInt(headers);
            case 1 -> bytes.length - 1 - random.nextInt(headers);
            default -> random.nextInt(bytes.length);
          };
      bytes[at] ^= (byte) (1 + random.nextInt(255));
    }
    return bytes;
  }

  private static boolean decodes(Path file) {
    try (MediaFile media = Recording.open(file, LIMITS)) {
      long middle = media.info().durationUs() / 2;
      Recording.of(media, middle, Recording.END, middle);
      return true;
    } catch (RejectedException e) {
      return false;
    }
  }
}
