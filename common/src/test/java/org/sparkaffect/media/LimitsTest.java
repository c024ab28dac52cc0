package org.sparkaffect.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sparkaffect.media.Recording.LIMITS;
import static org.sparkaffect.media.Recording.fixture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkaffect.TestData;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.clip.RgbImage;

class LimitsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "key_frames.mp4, 8000",
    "key_frames.avi, 8000", // its sound is longer
    "live.webm,      1000", // states no length, as those below
    "counter.h264,   1000",
    "uneven.aac,     2112",
  })
  void longestDuration(String file, long ms) throws Exception {
    try (MediaFile media = Recording.open(fixture(file), duration(ms))) {
      assertThat(media.info().durationUs()).isEqualTo(ms * 1000);
    }
    assertRejected(RejectReason.TOO_LONG, () -> open(fixture(file), duration(ms - 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"key_frames.mp4", "key_frames.avi", "key_frames.ts", "key_frames.mkv"})
  void mostPixels(String file) throws Exception {
    open(fixture(file), pixels(48 * 32));
    assertRejected(RejectReason.TOO_LARGE, () -> open(fixture(file), pixels(48 * 32 - 1)));
  }

  @Test
  void pixelsAreCountedAsShown() {
    assertRejected(RejectReason.TOO_LARGE, () -> open(fixture("wide.webm"), pixels(100 * 48)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"key_frames.mp4", "key_frames.ts", "uneven.aac"})
  void noTimeAtAll(String file) {
    assertRejected(RejectReason.TOO_SLOW, () -> open(fixture(file), time(Duration.ofNanos(1))));
  }

  /** FFmpeg takes a failure to read for the end of the file, and finds no stream before it. */
  @ParameterizedTest
  @ValueSource(strings = {"key_frames.mp4", "key_frames.ts", "key_frames.mkv"})
  void aSlowFileSystem(String file) {
    StrangeFileSystem.Manner slow =
        position -> {
          sleep(5);
          return 100;
        };
    assertRejected(
        RejectReason.TOO_SLOW,
        () -> {
          try (MediaFile media =
              MediaFile.open(
                  StrangeFileSystem.path(fixture(file)),
                  StrangeFileSystem.configuration(slow),
                  time(Duration.ofMillis(150)),
                  1)) {
            Recording.of(media, 0, Recording.END);
          }
        });
  }

  @Test
  @Timeout(10)
  void aSlowSink() {
    FrameSink slow =
        new FrameSink() {
          @Override
          public void frame(int from, int to, long timeUs, RgbImage image) {}

          @Override
          public void decoded(long timeUs) {
            sleep(100);
          }
        };
    assertRejected(
        RejectReason.TOO_SLOW,
        () -> {
          try (MediaFile media =
              Recording.open(fixture("key_frames.mp4"), time(Duration.ofMillis(500)))) {
            media.decode(0, Recording.END, new long[0], slow, null);
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"clips/id003_happy.avi", "clips/id004_happy.mkv", "hostile/variable_rate.mkv"})
  void halfAFileIsTruncatedAndItsFramesStand(String file) throws Exception {
    byte[] whole = Files.readAllBytes(TestData.file(file));
    Path half = Files.write(folder.resolve("half"), Arrays.copyOf(whole, whole.length / 2));
    Recording recording = new Recording(1);

    assertRejected(
        RejectReason.TRUNCATED,
        () -> {
          try (MediaFile media = Recording.open(half, LIMITS)) {
            media.decode(0, Recording.END, new long[] {0}, recording, recording);
          }
        });
    assertThat(recording.images[0]).isNotNull();
    assertThat(recording.sound).isNotEmpty();
  }

  private static MediaLimits duration(long ms) {
    return new MediaLimits(Duration.ofMillis(ms), LIMITS.maxPixels(), LIMITS.maxTime());
  }

  private static MediaLimits pixels(long pixels) {
    return new MediaLimits(LIMITS.maxDuration(), pixels, LIMITS.maxTime());
  }

  private static MediaLimits time(Duration time) {
    return new MediaLimits(LIMITS.maxDuration(), LIMITS.maxPixels(), time);
  }

  private static void open(Path file, MediaLimits limits) throws RejectedException {
    Recording.open(file, limits).close();
  }

  private static void assertRejected(RejectReason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static void sleep(long ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
