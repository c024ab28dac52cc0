package org.sparkaffect.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkaffect.media.Recording.fixture;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkaffect.TestData;

/** Half a second out of eight is the same alone as in the whole. */
class RangeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "key_frames.mp4", // every two seconds a key frame
        "key_frames.avi", // shows its frames later than its index says
        "key_frames.mkv",
        "key_frames.ts", // has no index
        "one_key_frame.ts", // at the start
        "fragments.mp4", // its frames have an offset that seeking does not know of
        "refreshed.mp4", // has points to begin at, but no whole frame there
        "raw.h264", // has no times to seek by
      })
  void givesTheSameFrames(String name) throws Exception {
    Path file = fixture(name);
    for (long from :
        new long[] {1, 400_000, 1_999_999, 2_000_000, 3_990_000, 4_010_000, 7_400_000}) {
      long[] wanted = LongStream.range(0, 16).map(i -> from + i * 500_000 / 16).toArray();

      Recording whole = Recording.of(file, wanted);
      Recording part = Recording.ofRange(file, from, from + 500_000, wanted);

      assertThat(part.shown).as("from %d us", from).containsExactly(whole.shown);
      for (int i = 0; i < wanted.length; i++) {
        assertThat(part.images[i].pixels()).isEqualTo(whole.images[i].pixels());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    // frames for four seconds, of 48 in all: those of the range, what precedes it, what is in hand
    "key_frames.mp4, 24",
    "key_frames.avi, 24",
    "key_frames.mkv, 24",
    "key_frames.ts,  24",
    "refreshed.mp4,  24",
  })
  void decodesLittleMore(String name, int most) throws Exception {
    Recording part = Recording.ofRange(fixture(name), 4_000_000, 4_500_000, 4_000_000);

    assertThat(part.decoded).hasSizeLessThan(most);
    assertThat(part.decoded.get(0)).isLessThanOrEqualTo(4_000_000);
  }

  static Stream<Path> sounds() {
    Stream<String> fixtures =
        Stream.of("key_frames.mp4", "key_frames.avi", "key_frames.mkv", "fragments.mp4");
    Stream<String> clips = Stream.of("id001_sad.mp4", "id003_sad.avi", "id004_sad.mkv");
    return Stream.concat(
        fixtures.map(Recording::fixture), clips.map(name -> TestData.file("clips/" + name)));
  }

  /** To the bit, as features are: AAC, MP3 and Opus, at rates that are no multiple of the other. */
  @ParameterizedTest
  @MethodSource("sounds")
  void givesTheSameSound(Path file) throws Exception {
    Recording whole = Recording.of(file);
    for (long from : new long[] {1, 1_000_000, 1_400_000}) {
      Recording part = Recording.ofRange(file, from, from + 200_000);

      int end = (int) ((from + 200_000) * 16 / 1000);
      assertThat(part.soundFrom).isEqualTo(whole.soundFrom);
      assertThat(part.sound).hasSizeGreaterThanOrEqualTo(end);
      assertThat(Arrays.copyOf(part.sound, end)).isEqualTo(Arrays.copyOf(whole.sound, end));
    }
  }
}
