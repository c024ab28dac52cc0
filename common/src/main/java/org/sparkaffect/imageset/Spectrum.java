package org.sparkaffect.imageset;

import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * Eigenvalues of a small symmetric matrix, from large to small, and their vectors.
 *
 * @param vectors one a row
 */
record Spectrum(double[] values, double[][] vectors) {
  /** Of a symmetric matrix. */
  static Spectrum ofSymmetric(DMatrixRMaj matrix) {
    int size = matrix.numRows;
    EigenDecomposition_F64<DMatrixRMaj> decomposition =
        DecompositionFactory_DDRM.eig(size, true, true);
    if (!decomposition.decompose(matrix.copy())) {
      throw new ArithmeticException("no eigenvalues were found");
    }
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted((i, j) -> Double.compare(value(decomposition, j), value(decomposition, i)))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] values = new double[size];
    double[][] vectors = new double[size][];
    for (int i = 0; i < size; i++) {
      values[i] = value(decomposition, order[i]);
      vectors[i] = decomposition.getEigenVector(order[i]).data.clone();
    }
    return new Spectrum(values, vectors);
  }

  private static double value(EigenDecomposition_F64<DMatrixRMaj> decomposition, int i) {
    return decomposition.getEigenvalue(i).real;
  }

  /**
   * Of A A': its small eigenvalues are as precise as the large ones of A allow, where those of the
   * product would be lost in its rounding.
   */
  static Spectrum ofSquare(DMatrixRMaj factor) {
    SingularValueDecomposition_F64<DMatrixRMaj> decomposition =
        DecompositionFactory_DDRM.svd(factor.numRows, factor.numCols, true, false, true);
    if (!decomposition.decompose(factor.copy())) {
      throw new ArithmeticException("no singular values were found");
    }
    DMatrixRMaj left = decomposition.getU(null, true); // transposed: a vector a row
    DMatrixRMaj middle = decomposition.getW(null);
    SingularOps_DDRM.descendingOrder(left, true, middle, null, false);
    int count = Math.min(factor.numRows, factor.numCols);
    double[] values = new double[count];
    double[][] vectors = new double[count][factor.numRows];
    for (int i = 0; i < count; i++) {
      values[i] = middle.get(i, i) * middle.get(i, i);
      System.arraycopy(left.data, i * left.numCols, vectors[i], 0, factor.numRows);
    }
    return new Spectrum(values, vectors);
  }
}
