package org.sparkaffect.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.sparkaffect.media.Recording.fixture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.TestData;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;

class SoundTest {
  private static final Wav.Wave TONE = (channel, t) -> 0.5 * Math.sin(2 * Math.PI * 440 * t);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "48000, 2, S16, 0",
    " 8000, 1, U8, 0",
    "16000, 1, F32, 0",
    "48000, 1, F32, 0",
    "44100, 2, S24, 0",
    "48000, 6, S16, 0x3f",
    "22050, 3, S16, 0",
    "96000, 1, S16, 0x10", // one speaker, at the back
  })
  void everyFormBecomes16kHzMono(int rate, int channels, Wav.Encoding encoding, String mask)
      throws Exception {
    byte[] wav = new Wav(rate, channels, encoding, Integer.decode(mask)).of(rate, TONE);

    Recording recording = Recording.of(Files.write(folder.resolve("tone.wav"), wav));

    assertThat(recording.soundFrom).isZero();
    assertThat(recording.sound.length).isCloseTo(SoundSink.RATE, within(16));
    assertIsTone(recording.sound, 1600, 14_400);
    assertThat(peak(recording.sound, 1600, 14_400)).isCloseTo(Short.MAX_VALUE / 2, within(400));
  }

  @ParameterizedTest
  @CsvSource({
    "tone.flac,  0",
    "tone.mp3,   2",
    "tone.ogg,   2",
    "tone.m4a,  25", // the last of its packets is not full
  })
  void everyCodec(String file, int beyondMs) throws Exception {
    Recording recording = Recording.of(fixture(file));

    assertThat(recording.soundFrom).isZero();
    assertThat(recording.sound.length).isBetween(SoundSink.RATE, SoundSink.RATE + 16 * beyondMs);
    assertIsTone(recording.sound, 1600, 14_400);
  }

  @Test
  void whatIs16kHzMonoAlreadyStaysAsItIs() throws Exception {
    Random random = new Random(7);
    double[] wave = random.doubles(40_000, -1, 1).toArray();
    byte[] wav =
        new Wav(16_000, 1, Wav.Encoding.S16, 0)
            .of(wave.length, (channel, t) -> wave[(int) Math.round(t * 16_000)]);

    Recording recording = Recording.of(Files.write(folder.resolve("noise.wav"), wav));

    assertThat(IntStream.range(0, recording.sound.length).map(i -> recording.sound[i]))
        .containsExactlyElementsOf(
            IntStream.range(0, wave.length)
                .mapToObj(i -> (int) Math.round(wave[i] * Short.MAX_VALUE))
                .toList());
  }

  @Test
  void monoIsTheMeanOfLeftAndRight() throws Exception {
    Wav stereo = new Wav(16_000, 2, Wav.Encoding.S16, 0);
    byte[] opposite = stereo.of(16_000, (channel, t) -> (1 - 2 * channel) * TONE.at(channel, t));
    byte[] left = stereo.of(16_000, (channel, t) -> (1 - channel) * TONE.at(channel, t));

    assertThat(peak(Recording.of(Files.write(folder.resolve("a.wav"), opposite)).sound, 0, 16_000))
        .isLessThan(2);
    assertThat(peak(Recording.of(Files.write(folder.resolve("b.wav"), left)).sound, 0, 16_000))
        .isCloseTo(Short.MAX_VALUE / 4, within(2));
  }

  @Test
  void aSinkMayDoWithoutSoundThatIsBroken() throws Exception {
    byte[] wav = new Wav(16_000, 9, Wav.Encoding.S16, 0).of(1000, TONE);
    Path file = Files.write(folder.resolve("nine.wav"), wav);
    List<RejectedException> broken = new ArrayList<>();
    SoundSink sink =
        new SoundSink() {
          @Override
          public void samples(long position, short[] samples, int count) {
            throw new AssertionError(count);
          }

          @Override
          public void soundBroken(RejectedException why) {
            broken.add(why);
          }
        };

    try (MediaFile media = Recording.open(file, Recording.LIMITS)) {
      media.decode(0, Recording.END, new long[0], null, sink);
    }

    assertThat(broken)
        .singleElement()
        .extracting(RejectedException::reason)
        .isEqualTo(RejectReason.CORRUPT);
  }

  /** Each of these took the Java process down, or lost the sound without a word. */
  @ParameterizedTest
  @CsvSource({
    "48000, 80, 0",
    "16000, 80, 0",
    "48000,  9, 0", // no layout of speakers is known for nine
    "48000,  3, 0x19", // nor is this one of use
  })
  void soundThatCannotBeMonoIsRejected(int rate, int channels, String mask) throws Exception {
    byte[] wav = new Wav(rate, channels, Wav.Encoding.S16, Integer.decode(mask)).of(1000, TONE);
    Path file = Files.write(folder.resolve("many.wav"), wav);

    assertThatThrownBy(() -> Recording.of(file))
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.reason()).isEqualTo(RejectReason.CORRUPT))
        .hasMessageContaining(channels + " channels");
  }

  @ParameterizedTest
  @CsvSource({
    "late_sound.mkv,   4000, 10400", // a quarter of a second after the picture
    "late_picture.mkv,    0,  6400",
    "before_zero.mkv,     0,  4800", // its first tenth of a second lies before the file's start
    "gap.mkv,             0, 16000",
  })
  void soundIsWhereTheFileHasIt(String file, int from, int to) throws Exception {
    Recording recording = Recording.of(fixture(file));

    assertThat(recording.soundFrom).isEqualTo(from);
    assertThat(recording.sound.length).isEqualTo(to);
  }

  @Test
  void afterAGapSoundGoesOnWhereItShould() throws Exception {
    short[] sound = Recording.of(fixture("gap.mkv")).sound;

    assertIsTone(sound, 0, 6144);
    assertThat(peak(sound, 6144, 12_288)).isZero();
    assertIsTone(sound, 12_300, 16_000);
  }

  @Test
  void aFileWithoutPictureOrWithoutSound() throws Exception {
    Recording silent = Recording.of(TestData.file("hostile/silent.mp4"));
    Recording blind = Recording.of(TestData.file("hostile/sound_only.mp4"));

    assertThat(silent.soundFrom).isEqualTo(-1);
    assertThat(silent.decoded).hasSize(48);
    assertThat(blind.sound.length).isCloseTo(30_832, within(400)); // 1.927 s
    assertThat(blind.decoded).isEmpty();
  }

  private static void assertIsTone(short[] sound, int from, int to) {
    long crossings =
        IntStream.range(from + 1, to).filter(i -> sound[i - 1] < 0 != sound[i] < 0).count();

    assertThat(crossings * SoundSink.RATE / 2.0 / (to - from)).isCloseTo(440, within(4.0));
  }

  private static int peak(short[] sound, int from, int to) {
    return IntStream.range(from, to).map(i -> Math.abs(sound[i])).max().orElseThrow();
  }
}
