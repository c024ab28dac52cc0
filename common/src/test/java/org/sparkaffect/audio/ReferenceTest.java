package org.sparkaffect.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every value is openSMILE's. */
class ReferenceTest {
  private static final double FUNCTIONALS_WITHIN = 1e-3;
  private static final double ABSOLUTE = 1e-5;
  private static final double DESCRIPTORS_WITHIN = 1e-3;
  private static final double ABSOLUTE_OF_DESCRIPTORS = 1e-3;

  static List<Reference> references() {
    return Reference.all();
  }

  @ParameterizedTest
  @MethodSource("references")
  void functionals(Reference reference) {
    List<String[]> table = reference.functionals();
    Optional<Voice> voice = extract(reference);

    assertThat(Egemaps.FUNCTIONALS).containsExactly(table.get(0));
    assertThat(voice.isPresent()).isEqualTo(table.size() > 1);
    SoftAssertions all = new SoftAssertions();
    for (int i = 0; voice.isPresent() && i < Egemaps.FUNCTIONALS.size(); i++) {
      String name = Egemaps.FUNCTIONALS.get(i);
      if (!isNoise(reference, name)) {
        double expected = Double.parseDouble(table.get(1)[i]);
        double tolerance = Math.max(ABSOLUTE, FUNCTIONALS_WITHIN * Math.abs(expected));
        all.assertThat((double) voice.get().functionals()[i])
            .as(name)
            .isCloseTo(expected, within(tolerance));
      }
    }
    all.assertAll();
  }

  /** A tone's pitch moves by what it is rounded by, and by nothing else. */
  private static boolean isNoise(Reference reference, String functional) {
    return reference.name().equals("tone220") && functional.matches("F0semitone.*Slope");
  }

  @ParameterizedTest
  @MethodSource("references")
  void descriptors(Reference reference) {
    List<String[]> table = reference.descriptors();
    Optional<Voice> voice = extract(reference);

    assertThat(Egemaps.DESCRIPTORS).containsExactly(table.get(0));
    int columns = Egemaps.DESCRIPTORS.size();
    assertThat(voice.map(Voice::lldFrames).orElse(0)).isEqualTo(table.size() - 1);
    SoftAssertions all = new SoftAssertions();
    for (int row = 0; row < table.size() - 1; row++) {
      for (int column = 0; column < columns; column++) {
        double expected = Double.parseDouble(table.get(row + 1)[column]);
        double found = voice.get().lld()[row * columns + column];
        double tolerance = ABSOLUTE_OF_DESCRIPTORS + DESCRIPTORS_WITHIN * Math.abs(expected);
        if (!(Math.abs(found - expected) <= tolerance)) {
          all.fail("%s in row %d: %s, not %s", table.get(0)[column], row, found, expected);
        }
      }
    }
    all.assertAll();
  }

  private static Optional<Voice> extract(Reference reference) {
    short[] samples = reference.samples();
    return new Egemaps().of(samples, samples.length);
  }
}
