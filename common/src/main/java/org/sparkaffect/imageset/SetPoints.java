package org.sparkaffect.imageset;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Where a set lies on the three manifolds, in coordinates of an orthonormal basis of its own.
 *
 * @param subspace the leading singular vectors of the frames, from the first on, each as its
 *     coordinates; fewer than were asked for where the frames have a lower rank
 * @param covariance its vectors are the first of the basis
 * @param gaussian the embedding of the normal distribution, a row larger than the covariance
 * @param gaussianVectors its vectors, each as its coordinates and, last, its value in the added row
 */
record SetPoints(
    double[][] subspace, LogMatrix covariance, LogMatrix gaussian, double[][] gaussianVectors) {
  /** How many vectors the basis has. */
  int coordinates() {
    return gaussianVectors.length - 1;
  }

  /** How many vectors of the subspace there are, if so many are asked for. */
  int rank(int asked) {
    return Math.min(asked, subspace.length);
  }

  void write(DataOutput out) throws IOException {
    StoredArrays.writeRows(subspace, out);
    covariance.write(out);
    gaussian.write(out);
    StoredArrays.writeRows(gaussianVectors, out);
  }

  static SetPoints read(DataInput in) throws IOException {
    return new SetPoints(
        StoredArrays.readRows(in),
        LogMatrix.read(in),
        LogMatrix.read(in),
        StoredArrays.readRows(in));
  }
}
