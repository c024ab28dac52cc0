package org.sparkaffect.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.emotion.Emotion;

class SegmentsTest {
  @ParameterizedTest(name = "length {0}, hop {1}, clip {2}..{3}")
  @CsvSource({
    // side by side
    "10, 10,  0, 30, 0-10 10-20 20-30",
    "10, 10,  0, 31, 0-10 10-20 20-30 30-31",
    "10, 10,  0,  7, 0-7",
    // overlapping: an end that is covered is no segment again
    "10,  5,  0, 10, 0-10",
    "10,  5,  0, 12, 0-10 5-12",
    "10,  5,  0, 15, 0-10 5-15",
    "10,  5,  0, 16, 0-10 5-15 10-16",
    // with gaps: nothing is cut from a gap
    " 5, 10,  0,  8, 0-5",
    " 5, 10,  0, 10, 0-5",
    " 5, 10,  0, 12, 0-5 10-12",
    // a clip inside its file
    "10, 10, 25, 40, 25-35 35-40",
    "10, 10, 40, 40, ''",
    // never cut, and no overflow
    "9223372036854775807, 9223372036854775807, 5, 40, 5-40",
    "10, 9223372036854775807, 5, 40, 5-15",
  })
  void cutsToTheEndAndNoFurther(long length, long hop, long start, long end, String expected) {
    Clip clip = new Clip("a", "file:/a.mp4", start, null, null, null, null);

    String cut =
        new Segments(length, hop)
            .cut(clip, end).stream()
                .map(part -> part.startMs() + "-" + part.endMs())
                .collect(Collectors.joining(" "));

    assertThat(cut).isEqualTo(expected);
  }

  @Test
  void aSegmentKeepsWhatIsKnownOfItsClip() {
    Clip clip = new Clip("a", "file:/a.mp4", null, null, Emotion.SAD, Split.VAL, "actor_05");

    assertThat(new Segments(10, 10).cut(clip, 4))
        .containsExactly(
            new Clip("a@0-4", "file:/a.mp4", 0L, 4L, Emotion.SAD, Split.VAL, "actor_05"));
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "10, 0", "-1, 10"})
  void lengthAndHopArePositive(long length, long hop) {
    assertThatThrownBy(() -> new Segments(length, hop))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("segments.length");
  }

  @ParameterizedTest
  @CsvSource({
    "a@0-10, 0, 10, true",
    "a@20-25, 20, 25, true",
    "a b@c@5-15, 5, 15, true",
    // longer than a segment, of another stretch, or of a name that tells none
    "a@0-11, 0, 11, false",
    "a@0-10, 0, 9, false",
    "a@0-10, 5, 10, false",
    "a0-10, 0, 10, false",
    "a, 0, 10, false",
    "a@0-10, , 10, false",
    "a@0-10, 0, , false",
    "a@0-10, , , false",
  })
  void knowsItsOwn(String id, Long start, Long end, boolean one) {
    Clip clip = new Clip(id, "file:/a.mp4", start, end, null, null, null);

    assertThat(new Segments(10, 5).isOne(clip)).isEqualTo(one);
  }

  @Test
  void whatItCutsIsNotCutAgain() {
    Segments segments = new Segments(10, 7);

    assertThat(segments.cut(Clip.ofFile("a", "file:/a.mp4"), 33)).allMatch(segments::isOne);
  }
}
