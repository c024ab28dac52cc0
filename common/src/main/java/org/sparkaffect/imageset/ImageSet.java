package org.sparkaffect.imageset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The frames of a clip as a set, of which their order is forgotten.
 *
 * @param dimension of the features
 * @param basis orthonormal vectors that span the frames, a row each: the eigenvectors of their
 *     covariance, and what of their mean lies outside of those
 */
public record ImageSet(int dimension, double[][] basis, SetPoints points) {
  /** Directions with a smaller share of the largest variance are none: rounding gives some. */
  private static final double NO_VARIANCE = 1e-10;

  /** Likewise, as a share of the frames' squared length. */
  private static final double NO_LENGTH = 1e-20;

  /** Of the covariance's trace, and of the frames' squared length, for the regulariser. */
  private static final double SHARE_OF_TRACE = 1e-3;

  private static final double SHARE_OF_LENGTH = 1e-6;

  /**
   * Computes the three statistics.
   *
   * @param frames at least one, each a row of features
   * @param rank of the subspace, at most
   * @throws IllegalArgumentException where rows differ in length, or a feature is no finite number
   */
  public static ImageSet of(float[][] frames, int rank) {
    double[][] doubles = new double[frames.length][];
    for (int i = 0; i < frames.length; i++) {
      doubles[i] = new double[frames[i].length];
      for (int j = 0; j < frames[i].length; j++) {
        doubles[i][j] = frames[i][j];
      }
    }
    return of(doubles, rank);
  }

  static ImageSet of(double[][] frames, int rank) {
    check(frames);
    int dimension = frames[0].length;
    double[] mean = mean(frames);
    double length = Vectors.dot(mean, mean);
    Spectrum scatter;
    List<double[]> basis = new ArrayList<>();
    try (INDArray centred = Nd4j.createFromArray(centred(frames, mean));
        INDArray products = centred.mmul(centred.transpose())) {
      scatter = Spectrum.ofSymmetric(new DMatrixRMaj(products.toDoubleMatrix()));
      basis.addAll(directions(scatter, count(scatter.values(), frames.length * length), centred));
    }
    double[] scatters = Arrays.copyOf(scatter.values(), basis.size());
    double[] coordinates = addMean(basis, mean, length);
    return new ImageSet(
        dimension,
        basis.toArray(double[][]::new),
        points(dimension, frames.length, scatters, coordinates, length, rank));
  }

  private static void check(double[][] frames) {
    for (double[] frame : frames) {
      if (frame.length != frames[0].length) {
        throw new IllegalArgumentException(
            "frames of %d and of %d features are no set".formatted(frames[0].length, frame.length));
      }
      for (double feature : frame) {
        if (!Double.isFinite(feature)) {
          throw new IllegalArgumentException("a feature is " + feature);
        }
      }
    }
  }

  private static double[] mean(double[][] frames) {
    double[] mean = new double[frames[0].length];
    for (double[] frame : frames) {
      Vectors.add(mean, 1, frame);
    }
    Vectors.multiply(mean, 1.0 / frames.length);
    return mean;
  }

  private static double[][] centred(double[][] frames, double[] mean) {
    double[][] centred = new double[frames.length][];
    for (int i = 0; i < frames.length; i++) {
      centred[i] = frames[i].clone();
      Vectors.add(centred[i], -1, mean);
    }
    return centred;
  }

  /** How many of the scatter's eigenvalues are none of rounding. */
  private static int count(double[] values, double length) {
    double smallest = Math.max(NO_VARIANCE * values[0], NO_LENGTH * length);
    int count = 0;
    while (count < values.length && values[count] > smallest) {
      count++;
    }
    return count;
  }

  /** From eigenvectors in terms of the frames to those in terms of the features. */
  private static List<double[]> directions(Spectrum scatter, int count, INDArray centred) {
    if (count == 0) {
      return List.of();
    }
    double[][] factors = new double[count][];
    for (int i = 0; i < count; i++) {
      factors[i] = scatter.vectors()[i].clone();
      Vectors.multiply(factors[i], 1 / Math.sqrt(scatter.values()[i]));
    }
    try (INDArray left = Nd4j.createFromArray(factors);
        INDArray combined = left.mmul(centred)) {
      return List.of(combined.toDoubleMatrix());
    }
  }

  /** Adds what of the mean is outside of the basis to it; returns the mean's coordinates. */
  private static double[] addMean(List<double[]> basis, double[] mean, double length) {
    double[] rest = mean.clone();
    double[] coordinates = new double[basis.size()];
    for (int pass = 0; pass < 2; pass++) { // the second takes what rounding left of the first
      for (int i = 0; i < coordinates.length; i++) {
        double along = Vectors.dot(basis.get(i), rest);
        Vectors.add(rest, -along, basis.get(i));
        coordinates[i] += along;
      }
    }
    double outside = Vectors.dot(rest, rest);
    if (outside <= NO_VARIANCE * length) {
      return coordinates;
    }
    double distance = Math.sqrt(outside);
    Vectors.multiply(rest, 1 / distance);
    basis.add(rest);
    double[] more = Arrays.copyOf(coordinates, coordinates.length + 1);
    more[coordinates.length] = distance;
    return more;
  }

  /**
   * @param scatters eigenvalues of the frames' scatter about their mean
   * @param mean in coordinates
   */
  private static SetPoints points(
      int dimension, int frames, double[] scatters, double[] mean, double length, int rank) {
    double[] variances = new double[scatters.length];
    double trace = 0;
    for (int i = 0; i < scatters.length; i++) {
      variances[i] = scatters[i] / (frames - 1);
      trace += variances[i];
    }
    double least = Math.max(SHARE_OF_TRACE * trace, SHARE_OF_LENGTH * (1 + length));
    double[] logarithms = new double[scatters.length];
    double sum = 0;
    for (int i = 0; i < scatters.length; i++) {
      logarithms[i] = Math.log1p(variances[i] / least);
      sum += logarithms[i];
    }
    Spectrum embedding = Spectrum.ofSquare(rootOfEmbedding(variances, mean, least));
    double[] embedded = new double[mean.length + 1];
    for (int i = 0; i < embedded.length; i++) {
      embedded[i] = Math.log(embedding.values()[i] / least);
    }
    double logLeast = Math.log(least);
    return new SetPoints(
        subspace(scatters, mean, frames, rank),
        new LogMatrix(dimension, logLeast, logarithms),
        new LogMatrix(dimension + 1, (logLeast - sum) / (dimension + 1), embedded),
        embedding.vectors());
  }

  /** A with A A' = [[C + m m', m], [m', 1]], C being the regularised covariance. */
  private static DMatrixRMaj rootOfEmbedding(double[] variances, double[] mean, double least) {
    int last = mean.length;
    DMatrixRMaj root = new DMatrixRMaj(last + 1, last + 1);
    for (int i = 0; i < last; i++) {
      root.set(i, i, Math.sqrt(least + (i < variances.length ? variances[i] : 0)));
      root.set(i, last, mean[i]);
    }
    root.set(last, last, 1);
    return root;
  }

  private static double[][] subspace(double[] scatters, double[] mean, int frames, int rank) {
    if (mean.length == 0) {
      return new double[0][];
    }
    DMatrixRMaj root = new DMatrixRMaj(mean.length, scatters.length + 1);
    for (int i = 0; i < mean.length; i++) {
      if (i < scatters.length) {
        root.set(i, i, Math.sqrt(scatters[i]));
      }
      root.set(i, scatters.length, Math.sqrt(frames) * mean[i]);
    }
    Spectrum spectrum = Spectrum.ofSquare(root);
    List<double[]> leading = new ArrayList<>();
    for (int i = 0; i < Math.min(rank, mean.length); i++) {
      if (spectrum.values()[i] > NO_VARIANCE * spectrum.values()[0]) {
        leading.add(spectrum.vectors()[i]);
      }
    }
    return leading.toArray(double[][]::new);
  }
}
