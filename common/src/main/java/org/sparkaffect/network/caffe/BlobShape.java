package org.sparkaffect.network.caffe;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Extents, the slowest first. */
record BlobShape(long... dims) {
  long length() {
    return Arrays.stream(dims).reduce(1, (a, b) -> a * b);
  }

  /** Ones apart: a vector of 64 is 1 x 1 x 1 x 64 where blobs must have four dimensions. */
  boolean fits(BlobShape other) {
    return Arrays.equals(withoutOnes(), other.withoutOnes());
  }

  private long[] withoutOnes() {
    return Arrays.stream(dims).filter(dim -> dim != 1).toArray();
  }

  @Override
  public String toString() {
    return Arrays.stream(dims).mapToObj(Long::toString).collect(Collectors.joining("x"));
  }
}
