package org.sparkaffect.imageset;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Some sets, with their bases one below the other in one matrix of floats. So all that a pair of
 * blocks takes of the features is one product of matrices.
 */
public final class SetBlock implements AutoCloseable {
  private final SetPoints[] points;
  private final int[] offsets;
  private final int dimension;
  private final INDArray matrix; // null where no set has a vector

  private SetBlock(SetPoints[] points, int dimension, float[] rows) {
    this.points = points;
    this.dimension = dimension;
    offsets = new int[points.length + 1];
    for (int i = 0; i < points.length; i++) {
      offsets[i + 1] = offsets[i] + points[i].coordinates();
    }
    matrix =
        rows.length == 0
            ? null
            : Nd4j.createFromArray(rows).reshape('c', offsets[points.length], dimension);
  }

  /**
   * Of at least one set.
   *
   * @throws IllegalArgumentException where they differ in the dimension of their features
   */
  public static SetBlock of(List<ImageSet> sets) {
    int dimension = sets.get(0).dimension();
    int count = sets.stream().mapToInt(set -> set.basis().length).sum();
    float[] rows = new float[count * dimension];
    int to = 0;
    for (ImageSet set : sets) {
      if (set.dimension() != dimension) {
        throw differing(dimension, set.dimension());
      }
      for (double[] vector : set.basis()) {
        for (double value : vector) {
          rows[to++] = (float) value;
        }
      }
    }
    return new SetBlock(
        sets.stream().map(ImageSet::points).toArray(SetPoints[]::new), dimension, rows);
  }

  private static IllegalArgumentException differing(int one, int other) {
    return new IllegalArgumentException(
        "sets of %d and of %d features cannot be compared".formatted(one, other));
  }

  /** How many sets there are. */
  public int size() {
    return points.length;
  }

  /** Of the features. */
  int dimension() {
    return dimension;
  }

  /**
   * Compares each set with each of another block.
   *
   * @return by measure, by set of this block, by set of the other
   */
  public double[][][] measure(SetBlock other, List<Measure> measures) {
    if (dimension != other.dimension) {
      throw differing(dimension, other.dimension);
    }
    double[][][] values = new double[measures.size()][points.length][other.points.length];
    int ranks = Math.max(1, measures.stream().mapToInt(Measure::rank).max().orElse(0));
    double[] products = products(other);
    Crossings crossings = new Crossings(other.points, other.offsets, ranks);
    int width = other.offsets[other.points.length];
    for (int i = 0; i < points.length; i++) {
      crossings.of(points[i], products, offsets[i] * width);
      for (int j = 0; j < other.points.length; j++) {
        for (int m = 0; m < values.length; m++) {
          values[m][i][j] = crossings.measure(points[i], j, measures.get(m));
        }
      }
    }
    return values;
  }

  /** Likewise with each of its own, where what a set has in common with itself is exact. */
  public double[][][] measure(List<Measure> measures) {
    double[][][] values = measure(this, measures);
    for (int m = 0; m < values.length; m++) {
      for (int i = 0; i < points.length; i++) {
        values[m][i][i] = measures.get(m).ofItself(points[i]);
        for (int j = 0; j < i; j++) {
          values[m][i][j] = values[m][j][i];
        }
      }
    }
    return values;
  }

  /** Row by row, a row for each vector of this block and a column for each of the other. */
  private double[] products(SetBlock other) {
    if (matrix == null || other.matrix == null) {
      return new double[0];
    }
    try (INDArray products =
        Nd4j.createUninitialized(
            DataType.FLOAT, new long[] {matrix.rows(), other.matrix.rows()}, 'c')) {
      matrix.mmuli(other.matrix.transpose(), products);
      return products.data().asDouble();
    }
  }

  /** Writes to a stream and leaves it open. */
  public void write(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeInt(points.length);
    data.writeInt(dimension);
    for (SetPoints each : points) {
      each.write(data);
    }
    float[] rows = matrix == null ? new float[0] : matrix.data().asFloat();
    ByteBuffer row = ByteBuffer.allocate(dimension * Float.BYTES);
    for (int i = 0; i < rows.length; i += dimension) {
      row.asFloatBuffer().put(rows, i, dimension);
      data.write(row.array());
    }
    data.flush();
  }

  /** Reads what {@link #write} wrote; the stream stays open. */
  public static SetBlock read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    SetPoints[] points = new SetPoints[data.readInt()];
    int dimension = data.readInt();
    int count = 0;
    for (int i = 0; i < points.length; i++) {
      points[i] = SetPoints.read(data);
      count += points[i].coordinates();
    }
    float[] rows = new float[count * dimension];
    ByteBuffer row = ByteBuffer.allocate(dimension * Float.BYTES);
    for (int i = 0; i < rows.length; i += dimension) {
      data.readFully(row.array());
      row.asFloatBuffer().get(rows, i, dimension);
    }
    return new SetBlock(points, dimension, rows);
  }

  @Override
  public void close() {
    if (matrix != null) {
      matrix.close();
    }
  }
}
