package org.sparkaffect.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkaffect.media.Recording.fixture;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkaffect.TestData;

/** Frame times that ffprobe 5.1 reads from the same files (best_effort_timestamp_time). */
class FrameTimesTest {
  @ParameterizedTest(name = "{0}: {1}, then from {2} every {3} ms, {4} frames")
  @CsvSource({
    "clips/id001_happy.mp4, 0, 40, 40, 48",
    "clips/id003_happy.avi, 0, 80, 40, 56",
    "clips/id004_happy.mkv, 7, 47, 40, 50",
    "hostile/one_frame.mp4, 0, 40, 40, 1",
    "hostile/rotated.mp4,   0, 40, 40, 40",
  })
  void everyFrameIsDecodedAtItsTime(
      String file, long firstMs, long secondMs, long everyMs, int frames) throws Exception {
    LongStream rest = LongStream.iterate(secondMs, ms -> ms + everyMs).limit(frames - 1);

    assertThat(Recording.of(TestData.file(file)).decoded)
        .isEqualTo(micros(LongStream.concat(LongStream.of(firstMs), rest)));
  }

  @Test
  void variableRate() throws Exception {
    Recording recording =
        Recording.of(
            TestData.file("hostile/variable_rate.mkv"),
            micros(0, 39, 40, 41, 279, 280, 679, 680, 1000, 1359, 1360, 1480, 1600, 9999));

    assertThat(recording.decoded)
        .isEqualTo(micros(LongStream.of(0, 40, 120, 280, 680, 720, 800, 960, 1360, 1400, 1480)));
    assertThat(recording.shown)
        .containsExactly(
            box(micros(0, 0, 40, 40, 120, 280, 280, 680, 960, 960, 1360, 1480, 1480, 1480)));
  }

  @Test
  void theFirstFrameServesTimesBeforeIt() throws Exception {
    Recording recording = Recording.of(fixture("late_picture.mkv"), micros(0, 100, 239, 240, 280));

    assertThat(recording.shown).containsExactly(box(micros(240, 240, 240, 240, 280)));
    assertThat(recording.images[0].pixels()).isEqualTo(recording.images[3].pixels());
  }

  /** Who waits for frames up to a time must not be told of that time before it has them. */
  @ParameterizedTest
  @ValueSource(strings = {"late_picture.mkv", "counter.mp4", "counter.avi"})
  void timesBeforeADecodedFrameHaveBeenServed(String file) throws Exception {
    long[] wanted = LongStream.range(0, 50).map(i -> i * 19_000).toArray();
    Recording recording =
        new Recording(wanted.length) {
          @Override
          public void decoded(long timeUs) {
            super.decoded(timeUs);
            for (int i = 0; i < wanted.length; i++) {
              assertThat(shown[i] != null).isEqualTo(wanted[i] < timeUs);
            }
          }
        };

    try (MediaFile media = Recording.open(fixture(file), Recording.LIMITS)) {
      media.decode(0, Recording.END, wanted, recording, null);
    }
    assertThat(recording.shown).doesNotContainNull();
  }

  @Test
  void manyTimesOfOneFrameShareItsImage() throws Exception {
    long[] every = LongStream.rangeClosed(0, 999_999).filter(us -> us % 500 == 0).toArray();

    Recording recording = Recording.of(fixture("counter.mp4"), every);

    for (int i = 0; i < every.length; i++) {
      assertThat(recording.shown[i]).isEqualTo(every[i] / 40_000 * 40_000);
      assertThat(recording.images[i]).isSameAs(recording.images[i / 80 * 80]);
    }
  }

  /** Frame n of these is gray of level 8 n, whatever time it claims. */
  @ParameterizedTest
  @CsvSource({
    "counter.mp4,  0, 1000",
    "counter.h264, 0, 1000", // has no time stamps at all
    "live.webm,    0, 1000", // states no length
    "counter.avi, 40, 1000", // frames in decoding order, shown late: the last has no time stamp
  })
  void theImageIsThatOfTheFrame(String file, int delayMs, long durationMs) throws Exception {
    Path path = fixture(file);
    try (MediaFile media = Recording.open(path, Recording.LIMITS)) {
      assertThat(media.info().durationUs()).isEqualTo(durationMs * 1000);
    }
    long[] wanted = LongStream.range(0, 25).map(n -> n * 40_000 + delayMs * 1000 + 1).toArray();

    Recording recording = Recording.of(path, wanted);

    assertThat(recording.decoded).hasSize(25);
    for (int n = 0; n < 25; n++) {
      assertThat(recording.shown[n]).isEqualTo(wanted[n] - 1);
      assertThat(recording.images[n].pixels()[0] & 0xff).isBetween(8 * n - 3, 8 * n + 3);
    }
  }

  @Test
  void wantingNothingStillDecodesAll() throws Exception {
    Recording recording = Recording.of(fixture("counter.mp4"));

    assertThat(recording.decoded).hasSize(25);
  }

  @ParameterizedTest
  @CsvSource({
    "clips/id001_happy.mp4,    1920000, true, true, 384, 384, 25",
    "clips/id003_happy.avi,    2280000, true, true, 384, 384, 25", // its sound is longer
    "hostile/silent.mp4,       1920000, true, false, 384, 384, 25",
    "hostile/sound_only.mp4,   1927007, false, true, 0, 0, 0",
    "hostile/rotated.mp4,      1600000, true, true, 288, 384, 25",
    "hostile/anamorphic.mp4,   1600000, true, true, 384, 384, 25",
    "hostile/odd_size.mkv,     1601000, true, true, 383, 381, 25",
  })
  void info(String file, long us, boolean video, boolean sound, int width, int height, double fps)
      throws Exception {
    try (MediaFile media = Recording.open(TestData.file(file), Recording.LIMITS)) {
      assertThat(media.info()).isEqualTo(new MediaInfo(us, video, sound, width, height, fps));
    }
  }

  private static long[] micros(long... ms) {
    return LongStream.of(ms).map(each -> each * 1000).toArray();
  }

  private static List<Long> micros(LongStream ms) {
    return ms.map(each -> each * 1000).boxed().toList();
  }

  private static Long[] box(long[] values) {
    return LongStream.of(values).boxed().toArray(Long[]::new);
  }
}
