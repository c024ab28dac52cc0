package org.sparkaffect.network.caffe;

/** Is led through a file's blobs, each in the order begin, values, end. */
interface BlobVisitor {
  /**
   * A blob follows.
   *
   * @param index 0 for weights or slopes, 1 for biases
   */
  void begin(String layer, int index);

  /** The next {@code count} values, row by row; the array is used again afterwards. */
  void values(float[] values, int count);

  /** All values were given. */
  void end(long[] shape);
}
