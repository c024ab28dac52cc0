package org.sparkaffect.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitRuleTest {
  private static final List<String> SUBJECTS =
      IntStream.range(0, 10_000).mapToObj(i -> "actor_" + i).toList();

  @ParameterizedTest
  @CsvSource({"0.7, 0.15, 0.15", "1, 0, 0", "0, 1, 0", "0, 0, 1", "0.1, 0.9, 0", "0.4, 0, 0.6"})
  void subjectsAreDealtInTheSharesAskedFor(double train, double val, double test) {
    SplitRule rule = new SplitRule(train, val, test, 42);

    var dealt = SUBJECTS.stream().collect(Collectors.groupingBy(rule::of, Collectors.counting()));

    assertShare(dealt.get(Split.TRAIN), train);
    assertShare(dealt.get(Split.VAL), val);
    assertShare(dealt.get(Split.TEST), test);
  }

  /** A share of 0 has no subject; four standard deviations of any other are at most 0.02. */
  private static void assertShare(Long subjects, double share) {
    if (share == 0) {
      assertThat(subjects).isNull();
    } else {
      assertThat(subjects / (double) SUBJECTS.size()).isCloseTo(share, within(0.02));
    }
  }

  /** Draws worked out with another program's SHA-256: no release may move a subject. */
  @ParameterizedTest(name = "{1} with seed {0} draws {2}")
  @CsvSource({
    "42, actor_01, 0.362, VAL",
    "42, actor_02, 0.020, TRAIN",
    "42, 1001, 0.207, TRAIN",
    "42, 1002, 0.758, TEST",
    "43, 1001, 0.535, VAL",
    "42, ß, 0.341, VAL",
  })
  void theDrawIsTheHashOfSeedAndSubject(long seed, String subject, double draw, Split split) {
    assertThat(new SplitRule(0.3, 0.3, 0.4, seed).of(subject)).isEqualTo(split);
    assertThat(new SplitRule(draw + 0.001, 0, 1 - draw - 0.001, seed).of(subject))
        .isEqualTo(Split.TRAIN);
    assertThat(new SplitRule(draw - 0.001, 0, 1 - draw + 0.001, seed).of(subject))
        .isEqualTo(Split.TEST);
  }

  @Test
  void anotherSeedDealsAnew() {
    Function<Long, List<Split>> deal =
        seed -> SUBJECTS.stream().map(new SplitRule(0.5, 0.25, 0.25, seed)::of).toList();

    assertThat(deal.apply(42L)).isEqualTo(deal.apply(42L)).isNotEqualTo(deal.apply(43L));
  }

  @ParameterizedTest
  @CsvSource({"0.7, 0.2, 0.2", "0.5, 0.2, 0.2", "1.2, -0.1, -0.1", "NaN, 0.5, 0.5"})
  void sharesSumToOne(double train, double val, double test) {
    assertThatThrownBy(() -> new SplitRule(train, val, test, 42))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll("split.train", "split.val", "split.test", train + ", " + val);
  }
}
