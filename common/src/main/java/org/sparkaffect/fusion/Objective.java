package org.sparkaffect.fusion;

/** What weights are searched for. */
public enum Objective {
  /** The most clips right, then the highest mean recall. */
  ACCURACY("accuracy"),
  /** The highest mean recall, then the most clips right. */
  MEAN_RECALL("mean-recall");

  private final String label;

  Objective(String label) {
    this.label = label;
  }

  /** The form that is written to tables and read from settings. */
  public String label() {
    return label;
  }

  /**
   * What clips that are right are worth: whole numbers, so that sums of them are exact, and compare
   * as accuracies and mean recalls do.
   *
   * @param ofClass what a clip of a class is worth
   * @param unit what a step of the objective is worth, at least; a tie's part stays below
   * @param steps from nothing right to all
   */
  record Worth(long[] ofClass, long unit, long steps) {}

  /**
   * The worth of clips. The unit of mean recalls is one over the least common multiple of the
   * classes' sizes; where that is too large, it is the smallest for which there is room.
   *
   * @param sizes clips of each class
   * @param limit what the worth of all clips stays below
   */
  Worth worth(int[] sizes, long limit) {
    long clips = 0;
    long occurring = 0;
    for (int size : sizes) {
      clips += size;
      occurring += size > 0 ? 1 : 0;
    }
    long room = limit / (clips + 1) / (occurring + 1) - 1;
    long whole = 1; // what a recall of 1 is worth
    for (int size : sizes) {
      if (size > 0 && whole < room) {
        whole = whole / gcd(whole, size) * size;
      }
    }
    whole = Math.min(whole, room);
    long unit = this == ACCURACY ? whole * occurring + 1 : clips + 1;
    long[] ofClass = new long[sizes.length];
    for (int c = 0; c < sizes.length; c++) {
      if (sizes[c] > 0) {
        long recall = whole / sizes[c];
        ofClass[c] = this == ACCURACY ? unit + recall : recall * unit + 1;
      }
    }
    return new Worth(ofClass, unit, this == ACCURACY ? clips : whole * occurring);
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
