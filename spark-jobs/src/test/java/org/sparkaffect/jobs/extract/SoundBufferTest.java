package org.sparkaffect.jobs.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoundBufferTest {
  private static final short[] ONE_TO_FIVE = {1, 2, 3, 4, 5};

  private static short[] heard(SoundBuffer sound) {
    return Arrays.copyOf(sound.samples(), sound.length());
  }

  @ParameterizedTest
  @CsvSource({
    // from, to, then what is heard of 1 to 5 at 10 and again at 17
    "10, 22, 1 2 3 4 5 0 0 1 2 3 4 5",
    "0, 3, ''",
    "8, 12, 0 0 1 2",
    "12, 18, 3 4 5 0 0 1",
    "19, 9223372036854775807, 3 4 5",
    "30, 40, ''",
  })
  void takesItsStretchAndFillsGaps(long from, long to, String expected) {
    SoundBuffer sound = new SoundBuffer(from, to);

    sound.samples(10, ONE_TO_FIVE, 5);
    sound.samples(17, ONE_TO_FIVE, 5);

    assertThat(heard(sound))
        .containsExactly(
            expected.isEmpty()
                ? new int[0]
                : Arrays.stream(expected.split(" ")).mapToInt(Integer::parseInt).toArray());
  }

  @Test
  void takesNoMoreOfAChunkThanIsMeant() {
    SoundBuffer sound = new SoundBuffer(0, 100);

    sound.samples(0, ONE_TO_FIVE, 2);

    assertThat(heard(sound)).containsExactly(1, 2);
  }

  @Test
  void growsWithItsSound() {
    SoundBuffer sound = new SoundBuffer(0, Long.MAX_VALUE);
    for (int i = 0; i < 40_000; i++) {
      sound.samples(5L * i, ONE_TO_FIVE, 5);
    }

    assertThat(sound.length()).isEqualTo(200_000);
    assertThat(Arrays.copyOfRange(sound.samples(), 199_994, 200_000))
        .containsExactly(5, 1, 2, 3, 4, 5);
  }

  @ParameterizedTest
  @CsvSource({
    "100 -49 0, 32767 -16056 0",
    "-32768 32767, -32767 32766",
    "0 0, 0 0",
    "32767 1, 32767 1",
  })
  void scalesItsLoudestSampleToFullScale(String samples, String expected) {
    String[] given = samples.split(" ");
    short[] shorts = new short[given.length];
    for (int i = 0; i < shorts.length; i++) {
      shorts[i] = Short.parseShort(given[i]);
    }
    SoundBuffer sound = new SoundBuffer(0, shorts.length);
    sound.samples(0, shorts, shorts.length);

    sound.scaleToPeak();

    assertThat(heard(sound))
        .containsExactly(Arrays.stream(expected.split(" ")).mapToInt(Integer::parseInt).toArray());
  }
}
