package org.sparkaffect.imageset;

import java.util.Random;

/** Sets to test with, and their comparison in double precision. */
final class Sets {
  private Sets() {}

  /** Frames about a mean of their own, with features that go together. */
  static double[][] random(int frames, int dimension, long seed) {
    Random random = new Random(seed);
    double[] mean = random.doubles(dimension, 0, 2).toArray();
    double[] direction = random.doubles(dimension, -1, 1).toArray();
    double[][] rows = new double[frames][dimension];
    for (double[] row : rows) {
      double along = random.nextGaussian();
      for (int i = 0; i < dimension; i++) {
        row[i] = mean[i] + along * direction[i] + 0.3 * random.nextGaussian();
      }
    }
    return rows;
  }

  static float[][] floats(double[][] rows) {
    float[][] floats = new float[rows.length][rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) {
        floats[i][j] = (float) rows[i][j];
      }
    }
    return floats;
  }

  static double measure(ImageSet left, ImageSet right, Measure measure) {
    double[] products = new double[left.basis().length * right.basis().length];
    for (int i = 0; i < products.length; i++) {
      int columns = right.basis().length;
      products[i] = Vectors.dot(left.basis()[i / columns], right.basis()[i % columns]);
    }
    SetPoints[] block = {right.points()};
    int[] offsets = {0, right.basis().length};
    Crossings crossings = new Crossings(block, offsets, Math.max(1, measure.rank()));
    crossings.of(left.points(), products, 0);
    return crossings.measure(left.points(), 0, measure);
  }
}
