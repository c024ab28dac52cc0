package org.sparkaffect.jobs.cluster;

/**
 * What NVIDIA calls the generation of a GPU, such as 8.6.
 *
 * <p>ND4J 1.0.0-M2.1 for CUDA has machine code for 3.7, 5.0, 5.2, 6.0, 6.1, 7.0, 7.5, 8.0 and 8.6,
 * and none (PTX) that a driver could translate for others. Machine code runs on its own minor
 * version and on later ones of the same major version.
 */
public record ComputeCapability(int major, int minor) {
  /** Whether ND4J has code for such a GPU; {@code deploy/discover-gpus} has the same rule. */
  public boolean runsNd4j() {
    return major == 3 ? minor >= 7 : major >= 5 && major <= 8;
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
