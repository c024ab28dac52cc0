package org.sparkaffect.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgemapsTest {
  private final Egemaps egemaps = new Egemaps();

  /** Signals that leave something to divide by zero. */
  enum Odd {
    SILENCE(i -> 0),
    CONSTANT(i -> 12_345),
    LOWEST(i -> Short.MIN_VALUE),
    EXTREMES_BY_TURNS(i -> i % 2 == 0 ? Short.MIN_VALUE : Short.MAX_VALUE),
    SQUARE(i -> i / 40 % 2 == 0 ? Short.MIN_VALUE : Short.MAX_VALUE),
    IMPULSE(i -> i == 3000 ? Short.MAX_VALUE : 0),
    CLICKS(i -> i % 100 == 0 ? Short.MAX_VALUE : 0),
    LAST_BIT(i -> i % 2),
    FAINT_TONE(i -> Math.sin(i * 0.08)),
    TONE(i -> 20_000 * Math.sin(i * 0.08)),
    LOW_TONE(i -> 20_000 * Math.sin(i * 0.022)),
    HIGH_TONE(i -> 20_000 * Math.sin(i * 0.39)),
    CLIPPED_TONE(i -> 200_000 * Math.sin(i * 0.05)),
    RISING_TONE(i -> 20_000 * Math.sin(i * (0.02 + i * 2e-6))),
    STEP(i -> i < 5000 ? 0 : 30_000),
    NOISE(i -> 10_000 * new Random(i).nextGaussian()),
    TONE_THEN_SILENCE(i -> i < 8000 ? 20_000 * Math.sin(i * 0.08) : 0),
    SILENCE_THEN_TONE(i -> i < 8000 ? 0 : 20_000 * Math.sin(i * 0.08)),
    BURSTS(i -> i / 700 % 2 == 0 ? 20_000 * Math.sin(i * 0.1) : 0);

    private final IntToDoubleFunction wave;

    Odd(IntToDoubleFunction wave) {
      this.wave = wave;
    }

    short[] samples(int length) {
      short[] samples = new short[length];
      for (int i = 0; i < length; i++) {
        double clipped =
            Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, wave.applyAsDouble(i)));
        samples[i] = (short) Math.round(clipped);
      }
      return samples;
    }
  }

  @ParameterizedTest
  @EnumSource(Odd.class)
  void everySignalHasFiniteValues(Odd odd) {
    for (int length : List.of(960, 961, 1120, 1600, 2400, 8123, 16_000)) {
      Voice voice = egemaps.of(odd.samples(length), length).orElseThrow();

      assertFinite(voice, odd + " of " + length);
      assertThat(voice.lldFrames()).isEqualTo((length - 960) / 160 + 2);
    }
  }

  @Test
  void mixturesHaveFiniteValues() {
    Random random = new Random(7);
    Odd[] odds = Odd.values();
    for (int i = 0; i < 40; i++) {
      int length = 960 + random.nextInt(12_000);
      short[] samples = odds[random.nextInt(odds.length)].samples(length);
      int from = random.nextInt(length);
      short[] other = odds[random.nextInt(odds.length)].samples(length);
      System.arraycopy(other, from, samples, from, length - from);

      assertFinite(egemaps.of(samples, length).orElseThrow(), "mixture " + i);
    }
  }

  private static void assertFinite(Voice voice, String what) {
    assertThat(voice.functionals()).as(what).hasSize(88);
    for (float value : voice.functionals()) {
      assertThat(value).as(what).isFinite();
    }
    for (float value : voice.lld()) {
      assertThat(value).as(what).isFinite();
    }
    assertThat(voice.voicedRatio()).as(what).isBetween(0f, 1f);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 319, 320, 959})
  void lessThan60MsHasNoVoice(int length) {
    assertThat(egemaps.of(new short[length], length)).isEmpty();
  }

  @Test
  void onlyTheLengthCounts() {
    short[] samples = Odd.TONE.samples(5000);
    short[] longer = Arrays.copyOf(samples, 9000);
    Arrays.fill(longer, 5000, 9000, (short) 9999);

    assertSame(egemaps.of(longer, 5000).orElseThrow(), egemaps.of(samples, 5000).orElseThrow());
  }

  @Test
  void nothingIsLeftOfTheClipBefore() {
    short[] speech = Reference.of("m_angry").samples();
    short[] tone = Odd.RISING_TONE.samples(9000);
    Voice alone = new Egemaps().of(tone, tone.length).orElseThrow();
    Voice speechAlone = new Egemaps().of(speech, speech.length).orElseThrow();

    egemaps.of(speech, speech.length);

    assertSame(egemaps.of(tone, tone.length).orElseThrow(), alone);
    assertSame(egemaps.of(speech, speech.length).orElseThrow(), speechAlone);
  }

  private static void assertSame(Voice voice, Voice other) {
    assertThat(voice.functionals()).isEqualTo(other.functionals());
    assertThat(voice.lld()).isEqualTo(other.lld());
    assertThat(voice.voicedRatio()).isEqualTo(other.voicedRatio());
  }

  @ParameterizedTest
  @CsvSource({"TONE, 1", "SILENCE, 0", "NOISE, 0", "FAINT_TONE, 0"})
  void voicedRatio(Odd odd, float expected) {
    assertThat(egemaps.of(odd.samples(16_000), 16_000).orElseThrow().voicedRatio())
        .isEqualTo(expected);
  }

  @Test
  void aToneHasItsPitch() {
    double hz = 0.08 * 16_000 / (2 * Math.PI);

    assertThat(functional(Odd.TONE, "F0semitoneFrom27.5Hz_sma3nz_amean"))
        .isCloseTo((float) (12 * Math.log(hz / 27.5) / Math.log(2)), within(0.02f));
  }

  @ParameterizedTest
  @CsvSource({
    "TONE, MeanUnvoicedSegmentLength, 0",
    "TONE, slopeUV0-500_sma3nz_amean, 0",
    "NOISE, F0semitoneFrom27.5Hz_sma3nz_amean, 0",
    "NOISE, F2amplitudeLogRelF0_sma3nz_amean, -201",
    "NOISE, hammarbergIndexV_sma3nz_amean, 0",
    "SILENCE, equivalentSoundLevel_dBp, -120",
    "SILENCE, loudness_sma3_amean, 1.033966e-3",
    "SILENCE, slopeUV500-1500_sma3nz_amean, 0.07636364",
    "CONSTANT, F0semitoneFrom27.5Hz_sma3nz_amean, 0",
  })
  void whatIsAbsentHasItsValue(Odd odd, String name, float expected) {
    assertThat(functional(odd, name)).isCloseTo(expected, within(1e-6f));
  }

  private float functional(Odd odd, String name) {
    Voice voice = egemaps.of(odd.samples(16_000), 16_000).orElseThrow();
    return voice.functionals()[Egemaps.FUNCTIONALS.indexOf(name)];
  }

  /** Before any frame's pitch is decided, only the clip's first one counts for it. */
  @Test
  void theShortestClip() {
    Voice voice = egemaps.of(Odd.TONE.samples(960), 960).orElseThrow();

    assertThat(voice.lldFrames()).isEqualTo(2);
    assertThat(voice.voicedRatio()).isOne();
    int segments = Egemaps.FUNCTIONALS.indexOf("VoicedSegmentsPerSec");
    assertThat(IntStream.range(segments, segments + 5).mapToDouble(i -> voice.functionals()[i]))
        .containsOnly(0.0);
  }
}
