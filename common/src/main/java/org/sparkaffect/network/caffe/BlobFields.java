package org.sparkaffect.network.caffe;

import static org.nd4j.shade.protobuf.WireFormat.WIRETYPE_FIXED32;
import static org.nd4j.shade.protobuf.WireFormat.WIRETYPE_FIXED64;
import static org.nd4j.shade.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;
import static org.nd4j.shade.protobuf.WireFormat.WIRETYPE_VARINT;

import java.io.IOException;
import java.util.Arrays;
import org.nd4j.shade.protobuf.CodedInputStream;

/**
 * The fields of a BlobProto. Caffe's has num, channels, height, width, data, diff and shape as 1 to
 * 7, double_data as 8; C3D's fork has num, channels, length, height, width, data and diff as 1 to
 * 7. A number in field 5 is thus a width of the fork, anything else there is Caffe's data.
 */
final class BlobFields {
  private static final int CAFFE_DATA = 5;
  private static final int FORK_DATA = 6;
  private static final int SHAPE = 7 << 3 | WIRETYPE_LENGTH_DELIMITED;
  private static final int DOUBLE_DATA = 8;
  private static final int DIM = 1;

  /** Caffe's own bound. */
  private static final int MAX_DIMS = 32;

  private final CodedInputStream in;
  private final BlobVisitor visitor;
  private final float[] chunk;
  private final long[] legacy = new long[5];
  private long[] shape;
  private int filled;
  private boolean fork;

  /**
   * @param chunk where values are gathered for the visitor
   */
  BlobFields(CodedInputStream in, BlobVisitor visitor, float[] chunk) {
    this.in = in;
    this.visitor = visitor;
    this.chunk = chunk;
  }

  /** Reads the field, unless it is none that matters. */
  boolean take(int tag) throws IOException {
    int field = tag >>> 3;
    int wire = tag & 7;
    if (wire == WIRETYPE_VARINT && field <= legacy.length) {
      legacy[field - 1] = in.readRawVarint64();
      fork |= field == legacy.length;
      return true;
    }
    if (field == (fork ? FORK_DATA : CAFFE_DATA)) {
      return numbers(wire, WIRETYPE_FIXED32);
    }
    if (field == DOUBLE_DATA) {
      return numbers(wire, WIRETYPE_FIXED64);
    }
    if (tag == SHAPE && !fork) {
      shape();
      return true;
    }
    return false;
  }

  void end() {
    flush();
    int legacyDims = fork ? legacy.length : legacy.length - 1;
    visitor.end(shape == null ? Arrays.copyOf(legacy, legacyDims) : shape);
  }

  /** Either packed, many behind one tag, or one. */
  private boolean numbers(int wire, int wireOfOne) throws IOException {
    if (wire == wireOfOne) {
      number(wireOfOne);
      return true;
    }
    if (wire != WIRETYPE_LENGTH_DELIMITED) {
      return false;
    }
    int outer = in.pushLimit(in.readRawVarint32());
    while (in.getBytesUntilLimit() > 0) {
      number(wireOfOne);
    }
    in.popLimit(outer);
    return true;
  }

  private void number(int wire) throws IOException {
    chunk[filled++] = wire == WIRETYPE_FIXED32 ? in.readFloat() : (float) in.readDouble();
    if (filled == chunk.length) {
      flush();
    }
  }

  private void flush() {
    visitor.values(chunk, filled);
    filled = 0;
  }

  private void shape() throws IOException {
    shape = new long[0];
    int outer = in.pushLimit(in.readRawVarint32());
    while (in.getBytesUntilLimit() > 0) {
      int tag = in.readTag();
      if (tag == (DIM << 3 | WIRETYPE_VARINT)) {
        dim();
      } else if (tag == (DIM << 3 | WIRETYPE_LENGTH_DELIMITED)) {
        int packed = in.pushLimit(in.readRawVarint32());
        while (in.getBytesUntilLimit() > 0) {
          dim();
        }
        in.popLimit(packed);
      } else {
        throw new IOException("a shape has more than dimensions");
      }
    }
    in.popLimit(outer);
  }

  private void dim() throws IOException {
    if (shape.length == MAX_DIMS) {
      throw new IOException("a shape has more than " + MAX_DIMS + " dimensions");
    }
    shape = Arrays.copyOf(shape, shape.length + 1);
    shape[shape.length - 1] = in.readRawVarint64();
  }
}
