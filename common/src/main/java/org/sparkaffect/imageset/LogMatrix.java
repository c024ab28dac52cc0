package org.sparkaffect.imageset;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The logarithm of a symmetric positive definite matrix: identity * I + sum over k of
 * coefficients[k] v_k v_k', the v being orthonormal vectors that are kept elsewhere.
 *
 * @param size rows of the matrix
 */
record LogMatrix(int size, double identity, double[] coefficients) {
  /**
   * The trace of the product with another.
   *
   * @param cross the sum over k and l of p_k q_l (u_k . v_l)^2, p and u being this matrix's
   */
  double inner(LogMatrix other, double cross) {
    return identity * other.identity * size
        + identity * other.sum()
        + other.identity * sum()
        + cross;
  }

  /**
   * The squared Frobenius norm of the difference. It is expanded such that the large multiples of
   * the identity meet as a difference and not as squares, which would cancel.
   */
  double distance(LogMatrix other, double cross) {
    double apart = identity - other.identity;
    double squared =
        size * apart * apart
            + 2 * apart * (sum() - other.sum())
            + (sumOfSquares() + other.sumOfSquares() - 2 * cross);
    return Math.max(0, squared);
  }

  /** The squared Frobenius norm. */
  double norm() {
    return inner(this, sumOfSquares());
  }

  /** {@code cross} of the matrix with itself. */
  private double sumOfSquares() {
    double sum = 0;
    for (double coefficient : coefficients) {
      sum += coefficient * coefficient;
    }
    return sum;
  }

  private double sum() {
    double sum = 0;
    for (double coefficient : coefficients) {
      sum += coefficient;
    }
    return sum;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(size);
    out.writeDouble(identity);
    StoredArrays.write(coefficients, out);
  }

  static LogMatrix read(DataInput in) throws IOException {
    return new LogMatrix(in.readInt(), in.readDouble(), StoredArrays.read(in));
  }
}
