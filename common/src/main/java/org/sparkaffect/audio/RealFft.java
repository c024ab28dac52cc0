package org.sparkaffect.audio;

import org.jtransforms.utils.CommonUtils;

/**
 * Ooura's split-radix FFT of real samples in single precision. JTransforms has ported it, and
 * rounds some of its sines otherwise than Ooura's code does: enough to move a formant's bandwidth
 * by a tenth. So the tables are rounded here, and JTransforms computes with them.
 */
final class RealFft {
  private final int size;
  private final int quarter;
  private final int[] permutation;
  private final float[] table;

  /**
   * @param size a power of two, 32 or more
   */
  RealFft(int size) {
    this.size = size;
    quarter = size / 4;
    permutation = new int[2 + quarter];
    table = new float[2 * quarter];
    CommonUtils.makewt(quarter, permutation, table);
    int level = 0;
    for (int half = quarter / 2; half > 4; half /= 2) {
      float step = (float) (Math.PI / 4) / half;
      for (int j = 4; j < half; j += 4) {
        table[level + j + 2] = (float) StrictMath.cos(3 * step * j);
        table[level + j + 3] = (float) -StrictMath.sin(3 * step * j);
      }
      level += half;
    }
    CommonUtils.makect(quarter, table, quarter, permutation);
  }

  /**
   * Transforms in place, unscaled: to the real and imaginary parts of the bins by turns, with the
   * last bin's real part in the place of the first one's imaginary part.
   */
  void transform(float[] samples) {
    CommonUtils.cftfsub(size, samples, 0, permutation, quarter, table);
    CommonUtils.rftfsub(size, samples, 0, quarter, table, quarter);
    float last = samples[0] - samples[1];
    samples[0] += samples[1];
    samples[1] = last;
  }
}
