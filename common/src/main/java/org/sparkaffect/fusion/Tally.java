package org.sparkaffect.fusion;

/**
 * What weights make of clips, class by class.
 *
 * @param predicted clips that were taken for it
 * @param right those among them that are of it
 */
record Tally(int[] predicted, int[] right) {
  Tally(int classes) {
    this(new int[classes], new int[classes]);
  }

  /** Of what was predicted for clips. */
  static Tally of(Scores scores, int[] predicted) {
    Tally tally = new Tally(scores.classes());
    for (int clip = 0; clip < predicted.length; clip++) {
      tally.add(predicted[clip], scores.labels()[clip]);
    }
    return tally;
  }

  void add(int predictedClass, int label) {
    predicted[predictedClass]++;
    if (predictedClass == label) {
      right[label]++;
    }
  }
}
