package org.sparkaffect.audio;

/** Mean and deviation of slopes, the last of which may be one that reaches to the contour's end. */
final class Moments {
  private int count;
  private int inner;
  private double sum;
  private double innerMean;
  private double innerSquares;

  void reset() {
    count = 0;
    inner = 0;
    sum = 0;
    innerMean = 0;
    innerSquares = 0;
  }

  void add(double slope) {
    count++;
    sum += slope;
    inner++;
    double from = slope - innerMean;
    innerMean += from / inner;
    innerSquares += from * (slope - innerMean);
  }

  void addLast(double slope) {
    count++;
    sum += slope;
  }

  int count() {
    return count;
  }

  double mean() {
    return count == 0 ? 0 : sum / count;
  }

  /** As openSMILE has it: the last slope counts, but its square is left out. */
  double deviation() {
    double offset = innerMean - mean();
    return count == 0 ? 0 : Math.sqrt((innerSquares + inner * offset * offset) / count);
  }
}
