package org.sparkaffect.network.caffe;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.nd4j.shade.protobuf.CodedOutputStream;

/** Writes Caffe files, in each of the dialects that are published. */
final class CaffeWriter {
  /** What blobs look like. */
  enum Dialect {
    /** Of 2014: layers is field 2, blobs have four dimensions. */
    V1,
    /** The same, values one by one. */
    V1_UNPACKED,
    /** The same, values in double precision. */
    V1_DOUBLE,
    /** C3D's fork of it: blobs have five dimensions, and so other field numbers. */
    V1_C3D,
    /** Of 2015 and later: layer is field 100, blobs have a shape. */
    V2
  }

  @FunctionalInterface
  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private final Dialect dialect;
  private final List<byte[]> layers = new ArrayList<>();

  CaffeWriter(Dialect dialect) {
    this.dialect = dialect;
  }

  /** Blobs in their order, weights first. */
  CaffeWriter layer(String name, TestBlob... blobs) {
    boolean v2 = dialect == Dialect.V2;
    layers.add(
        message(
            out -> {
              out.writeString(v2 ? 1 : 4, name);
              if (!v2) {
                out.writeEnum(5, 4);
              }
              for (TestBlob blob : blobs) {
                out.writeByteArray(v2 ? 7 : 6, blob(blob));
              }
            }));
    return this;
  }

  byte[] toBytes() {
    return message(
        out -> {
          out.writeString(1, "a network");
          for (byte[] layer : layers) {
            out.writeByteArray(dialect == Dialect.V2 ? 100 : 2, layer);
          }
        });
  }

  byte[] blob(TestBlob blob) {
    float[] values = blob.values();
    return message(
        out -> {
          if (dialect == Dialect.V2) {
            packed(out, 5, values);
            packed(out, 6, new float[] {7});
            out.writeByteArray(7, shape(blob.dims()));
            return;
          }
          long[] dims = legacy(blob.dims(), dialect == Dialect.V1_C3D ? 5 : 4);
          for (int i = 0; i < dims.length; i++) {
            out.writeInt32(i + 1, (int) dims[i]);
          }
          switch (dialect) {
            case V1_UNPACKED -> {
              for (float value : values) {
                out.writeFloat(5, value);
              }
            }
            case V1_DOUBLE -> doubles(out, values);
            case V1_C3D -> {
              packed(out, 6, values);
              packed(out, 7, new float[] {7, 7});
            }
            default -> packed(out, 5, values);
          }
        });
  }

  private static long[] legacy(long[] dims, int count) {
    return LongStream.concat(
            LongStream.generate(() -> 1).limit(count - dims.length), LongStream.of(dims))
        .toArray();
  }

  private static byte[] shape(long[] dims) {
    byte[] packed =
        message(
            out -> {
              for (long dim : dims) {
                out.writeInt64NoTag(dim);
              }
            });
    return message(out -> out.writeByteArray(1, packed));
  }

  private static void packed(CodedOutputStream out, int field, float[] values) throws IOException {
    out.writeTag(field, 2);
    out.writeUInt32NoTag(values.length * Float.BYTES);
    for (float value : values) {
      out.writeFloatNoTag(value);
    }
  }

  private static void doubles(CodedOutputStream out, float[] values) throws IOException {
    out.writeTag(8, 2);
    out.writeUInt32NoTag(values.length * Double.BYTES);
    for (float value : values) {
      out.writeDoubleNoTag(value);
    }
  }

  private static byte[] message(Fields fields) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      fields.write(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
