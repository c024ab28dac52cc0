package org.sparkaffect.imageset;

import java.util.Arrays;

/**
 * What the points of one set make of those of each set of a block: sums of squared products of
 * their vectors. All vectors are in the coordinates of their set's basis, so these follow from the
 * products of the bases, and the features are not looked at again.
 *
 * <p>Loops run over the whole block where they can: a call of a library for each of a million pairs
 * of 16 x 16 would cost more than what it computes.
 */
final class Crossings {
  private final SetPoints[] block;
  private final int[] offsets;
  private final int ranks;
  private final double[][][] matrices;

  /** Of the set that was given last, by set of the block: |P' Q|^2 for each rank from 1 on. */
  private final double[][] projections;

  /** Likewise, sums of p_k q_l (u_k . v_l)^2 for the covariances. */
  private final double[] covariances;

  /** Likewise for the Gaussians. */
  private final double[] gaussians;

  /**
   * @param offsets where the vectors of each set's basis begin among those of the block, and, last,
   *     how many there are
   * @param ranks the highest rank of subspaces
   */
  Crossings(SetPoints[] block, int[] offsets, int ranks) {
    this.block = block;
    this.offsets = offsets;
    this.ranks = ranks;
    matrices = new double[block.length][][];
    for (int i = 0; i < block.length; i++) {
      matrices[i] = matrix(block[i]);
    }
    projections = new double[block.length][ranks];
    covariances = new double[block.length];
    gaussians = new double[block.length];
  }

  /** The sum over l of q_l v_l v_l' of a set's embedded normal distribution. */
  private static double[][] matrix(SetPoints points) {
    double[][] vectors = points.gaussianVectors();
    double[] coefficients = points.gaussian().coefficients();
    double[][] matrix = new double[vectors.length][vectors.length];
    for (int l = 0; l < vectors.length; l++) {
      for (int i = 0; i < vectors.length; i++) {
        Vectors.add(matrix[i], coefficients[l] * vectors[l][i], vectors[l]);
      }
    }
    return matrix;
  }

  /**
   * Computes those of a set.
   *
   * @param products a row for each vector of its basis, with its products with the block's vectors
   * @param first the place of the first row in {@code products}
   */
  void of(SetPoints set, double[] products, int first) {
    for (int j = 0; j < block.length; j++) {
      covariances[j] = covariance(set, j, products, first);
    }
    project(rotated(set.subspace(), set.coordinates(), products, first));
    embed(set, rotated(set.gaussianVectors(), set.coordinates(), products, first));
  }

  /** Of the set that was given last and one of the block. */
  double measure(SetPoints set, int j, Measure measure) {
    SetPoints other = block[j];
    return switch (measure.statistic()) {
      case SUBSPACE -> measure.of(set, other, projections[j][measure.rank() - 1]);
      case COVARIANCE -> measure.of(set.covariance(), other.covariance(), covariances[j]);
      case GAUSSIAN -> measure.of(set.gaussian(), other.gaussian(), gaussians[j]);
    };
  }

  private double covariance(SetPoints set, int j, double[] products, int first) {
    double[] left = set.covariance().coefficients();
    double[] right = block[j].covariance().coefficients();
    int width = offsets[block.length];
    double sum = 0;
    for (int k = 0; k < left.length; k++) {
      int row = first + k * width + offsets[j];
      double ofRow = 0;
      for (int l = 0; l < right.length; l++) {
        double product = products[row + l];
        ofRow += right[l] * product * product;
      }
      sum += left[k] * ofRow;
    }
    return sum;
  }

  /** Products of vectors that are given in coordinates: the coordinates times the rows. */
  private double[][] rotated(double[][] vectors, int coordinates, double[] products, int first) {
    int width = offsets[block.length];
    double[][] rotated = new double[vectors.length][width];
    for (int k = 0; k < vectors.length; k++) {
      double[] row = rotated[k];
      double[] vector = vectors[k];
      for (int i = 0; i < coordinates; i++) {
        double factor = vector[i];
        int begin = first + i * width;
        for (int column = 0; column < width; column++) {
          row[column] += factor * products[begin + column];
        }
      }
    }
    return rotated;
  }

  private void project(double[][] rotated) {
    for (int j = 0; j < block.length; j++) {
      double[] ofRank = projections[j];
      Arrays.fill(ofRank, 0);
      double[][] right = block[j].subspace();
      for (int k = 0; k < Math.min(ranks, rotated.length); k++) {
        for (int l = 0; l < Math.min(ranks, right.length); l++) {
          double[] vector = right[l];
          double product = 0;
          for (int i = 0; i < vector.length; i++) {
            product += vector[i] * rotated[k][offsets[j] + i];
          }
          ofRank[Math.max(k, l)] += product * product; // ranks up to that do not have it
        }
      }
      for (int rank = 1; rank < ranks; rank++) {
        ofRank[rank] += ofRank[rank - 1];
      }
    }
  }

  /** The sum over k and l is one over k of quadratic forms, with half of a symmetric matrix. */
  private void embed(SetPoints set, double[][] rotated) {
    double[] coefficients = set.gaussian().coefficients();
    for (int j = 0; j < block.length; j++) {
      double[][] matrix = matrices[j];
      int last = matrix.length - 1;
      double sum = 0;
      for (int k = 0; k < rotated.length; k++) {
        double[] vector = rotated[k];
        double added = set.gaussianVectors()[k][set.gaussianVectors()[k].length - 1];
        double form = matrix[last][last] * added * added;
        for (int row = 0; row < last; row++) {
          double[] ofRow = matrix[row];
          double half = 0;
          for (int column = 0; column < row; column++) {
            half += ofRow[column] * vector[offsets[j] + column];
          }
          double here = vector[offsets[j] + row];
          form += here * (ofRow[row] * here + 2 * (half + ofRow[last] * added));
        }
        sum += coefficients[k] * form;
      }
      gaussians[j] = sum;
    }
  }
}
