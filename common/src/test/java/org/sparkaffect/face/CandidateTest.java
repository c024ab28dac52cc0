package org.sparkaffect.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CandidateTest {
  /** Candidates are a, b, c in the order given, each as score: x1 y1 x2 y2. */
  @ParameterizedTest(name = "{4}")
  @CsvSource({
    "'', 0.5, UNION, '', none",
    ".8: 0 0 9 9 | .9: 0 0 9 9, 0.5, UNION, b, the same box twice",
    ".7: 0 0 9 9 | .9: 50 0 59 9 | .8: 0 50 9 59, 0.5, UNION, bca, apart: by falling score",
    ".9: 0 0 9 9 | .8: 0 0 9 4, 0.5, UNION, ab, exactly at the threshold stays",
    ".9: 0 0 9 9 | .8: 0 0 9 5, 0.5, UNION, a, over the threshold goes",
    ".9: 0 0 9 9 | .8: 3 3 5 5, 0.5, UNION, ab, inside by union",
    ".9: 0 0 9 9 | .8: 3 3 5 5, 0.5, MINIMUM, a, inside by minimum",
    ".8: 0 0 9 9 | .9: 3 3 5 5, 0.5, MINIMUM, b, the inner one is the better",
    ".9: 0 0 9 9 | .9: 1 0 10 9 | .9: 2 0 11 9, 0.5, UNION, a, on a tie the first",
    ".9: 0 0 9 9 | .9: 50 0 59 9, 0.5, UNION, ab, ties apart keep their order",
    ".9: 0 0 9 9 | .8: 5 0 14 9 | .7: 10 0 19 9, 0.3, UNION, ac, who is gone suppresses nobody",
    ".9: 0 0 9 9 | .8: 3 3 1 1, 0.5, UNION, ab, a box turned inside out does no harm",
  })
  void suppresses(String given, float threshold, Overlap overlap, String kept, String why) {
    List<Candidate> candidates = new ArrayList<>();
    for (String one : given.isEmpty() ? new String[0] : given.split("\\|")) {
      String[] parts = one.split(":");
      Box box = BoxTest.box(parts[1]);
      candidates.add(new Candidate(box, Float.parseFloat(parts[0]), new float[4], null));
    }

    StringBuilder names = new StringBuilder();
    for (Candidate candidate : Candidate.suppress(candidates, threshold, overlap)) {
      names.append((char) ('a' + candidates.indexOf(candidate)));
    }
    assertThat(names).hasToString(kept);
  }
}
