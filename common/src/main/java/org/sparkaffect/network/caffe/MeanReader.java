package org.sparkaffect.network.caffe;

import org.sparkaffect.clip.InputException;
import org.sparkaffect.network.MeanClip;

/** Gathers the mean clip that is published with C3D. */
final class MeanReader implements BlobVisitor {
  private static final BlobShape SHAPE = new BlobShape(3, 16, 128, 171);

  private final float[] values = new float[Math.toIntExact(SHAPE.length())];
  private long position;
  private BlobShape shape;

  @Override
  public void begin(String layer, int index) {}

  @Override
  public void values(float[] next, int count) {
    if (position + count <= values.length) {
      System.arraycopy(next, 0, values, Math.toIntExact(position), count);
    }
    position += count;
  }

  @Override
  public void end(long[] dims) {
    shape = new BlobShape(dims);
  }

  /**
   * @throws InputException if the blob was something else
   */
  MeanClip mean(String file) {
    if (!shape.fits(SHAPE) || position != values.length) {
      throw new InputException(
          "%s is a blob of %s with %d values, not a mean clip of %s"
              .formatted(file, shape, position, SHAPE));
    }
    return new MeanClip(values);
  }
}
