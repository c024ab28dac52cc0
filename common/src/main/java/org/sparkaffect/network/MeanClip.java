package org.sparkaffect.network;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The mean clip that is published with C3D.
 *
 * @param values 3 x 16 x 128 x 171, blue first
 */
public record MeanClip(float[] values) implements MeanImage, Serializable {
  private static final long serialVersionUID = 1;

  /** What it is called in a {@link GraphFile}: 32-bit floats, little-endian. */
  public static final String ENTRY = "mean.f32";

  private static final int FRAMES = 16;
  private static final int ROWS = 128;
  private static final int COLUMNS = 171;

  public MeanClip {
    if (values.length != 3 * FRAMES * ROWS * COLUMNS) {
      throw new IllegalArgumentException(
          values.length + " values are not a mean clip of 3 x 16 x 128 x 171");
    }
  }

  @Override
  public float at(int channel, int frame, int row, int column) {
    return values[((channel * FRAMES + frame) * ROWS + row) * COLUMNS + column];
  }

  /** As in {@link #ENTRY}. */
  public byte[] toBytes() {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  /** As in {@link #ENTRY}. */
  public static MeanClip ofBytes(byte[] bytes) {
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return new MeanClip(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MeanClip that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }
}
