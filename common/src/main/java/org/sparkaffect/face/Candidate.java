package org.sparkaffect.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What may be a face, on its way through the cascade.
 *
 * @param score probability of being a face
 * @param offset the network's correction of x1, y1, x2, y2 in pixels
 * @param landmarks x1..x5, y1..y5 in pixels of the image, or null before the last network
 */
record Candidate(Box box, float score, float[] offset, float[] landmarks) {

  /** The box where the network says it should be. */
  Candidate regressed() {
    return new Candidate(box.regressed(offset), score, offset, landmarks);
  }

  /**
   * Non-maximum suppression: of candidates that overlap by more than {@code threshold} the one of
   * the highest score stays. The result is by falling score.
   */
  static List<Candidate> suppress(List<Candidate> candidates, float threshold, Overlap overlap) {
    List<Candidate> sorted = new ArrayList<>(candidates);
    sorted.sort(Comparator.comparingDouble(Candidate::score).reversed());
    List<Candidate> kept = new ArrayList<>();
    for (Candidate candidate : sorted) {
      if (kept.stream().noneMatch(k -> overlap.of(k.box, candidate.box) > threshold)) {
        kept.add(candidate);
      }
    }
    return kept;
  }
}
