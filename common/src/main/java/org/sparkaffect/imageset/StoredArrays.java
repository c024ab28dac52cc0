package org.sparkaffect.imageset;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Arrays in files, each behind its length. */
final class StoredArrays {
  private StoredArrays() {}

  static void write(double[] values, DataOutput out) throws IOException {
    out.writeInt(values.length);
    for (double value : values) {
      out.writeDouble(value);
    }
  }

  static double[] read(DataInput in) throws IOException {
    double[] values = new double[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }

  static void writeRows(double[][] rows, DataOutput out) throws IOException {
    out.writeInt(rows.length);
    for (double[] row : rows) {
      write(row, out);
    }
  }

  static double[][] readRows(DataInput in) throws IOException {
    double[][] rows = new double[in.readInt()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = read(in);
    }
    return rows;
  }
}
