package org.sparkaffect.network;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A rate that falls by the same amount each iteration, to 0 at the last. ND4J's PolySchedule, of
 * power 1, falls to a half.
 */
public final class EvenFall implements ISchedule {
  private static final long serialVersionUID = 1;

  @JsonProperty private final double first;
  @JsonProperty private final int iterations;

  /**
   * @param first the rate at iteration 0
   * @param iterations how many there are
   */
  @JsonCreator
  public EvenFall(@JsonProperty("first") double first, @JsonProperty("iterations") int iterations) {
    this.first = first;
    this.iterations = iterations;
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    return first * Math.max(0, 1 - (double) iteration / iterations);
  }

  @Override
  public ISchedule clone() {
    return new EvenFall(first, iterations);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EvenFall that && first == that.first && iterations == that.iterations;
  }

  @Override
  public int hashCode() {
    return 31 * Double.hashCode(first) + iterations;
  }
}
