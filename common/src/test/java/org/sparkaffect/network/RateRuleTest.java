package org.sparkaffect.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.network.RateRule.Verdict;

class RateRuleTest {
  /** Losses of the last kept epoch and of this one, by the definition of the toolkit. */
  @ParameterizedTest
  @CsvSource({
    "Infinity, 1.9,      1,     false", // the first epoch is kept, however it did
    "Infinity, Infinity, 0.618, false",
    "Infinity, NaN,      0.618, true",
    "2.0,      1.5,      1,     false",
    "2.0,      1.999,    1,     false",
    "2.0,      2.0,      0.618, false", // no better, but no worse either
    "2.0,      2.001,    0.618, true",
    "2.0,      Infinity, 0.618, true",
    "2.0,      NaN,      0.618, true",
    "2.0,      1.0,      1,     false", // half is not more than half
    "2.0,      0.99,     1.382, false",
    "0.5,      0.1,      1.382, false",
    "0.5,      0.25,     1,     false",
    "0.0,      0.0,      0.618, false",
  })
  void judgesAnEpochByTheLossOfValidation(double kept, double loss, double factor, boolean goBack) {
    assertThat(new RateRule(0.618, 1.382).after(kept, loss)).isEqualTo(new Verdict(factor, goBack));
  }
}
