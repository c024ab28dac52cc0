package org.sparkaffect.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubHarmonicSummationTest {
  private final SubHarmonicSummation summation = new SubHarmonicSummation();

  @ParameterizedTest
  @ValueSource(doubles = {85.3, 120, 220, 440, 700})
  void theFirstCandidateIsThePitchOfItsPartials(double f0) {
    double[] spectrum = new double[OctaveSpectrum.POINTS];
    for (int h = 1; h * f0 < 7000; h++) {
      double octave = Math.log(h * f0) / Math.log(2);
      double place = (octave - OctaveSpectrum.LOWEST) / OctaveSpectrum.STEP;
      for (int i = 0; i < spectrum.length; i++) {
        spectrum[i] += Math.exp(-Math.pow(i - place, 2) / 4) / h;
      }
    }

    summation.candidates(spectrum);

    assertThat((double) summation.frequencies()[0]).isCloseTo(f0, within(f0 * 0.01));
    assertThat(summation.voicings()[0]).isGreaterThan(0.7f);
  }

  @Test
  void silenceHasNoCandidate() {
    summation.candidates(new double[OctaveSpectrum.POINTS]);

    assertThat(summation.frequencies()).containsOnly(0);
    assertThat(summation.voicings()).containsOnly(0);
  }
}
