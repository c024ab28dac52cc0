package org.sparkaffect.audio;

import java.util.Arrays;

/**
 * Takes a frame from its spectrum back to samples, at 11 kHz instead of 16 and with nothing above
 * 3.4 kHz. The sum over the bins is taken one by one in single precision, as openSMILE takes it:
 * the formants depend on how it is rounded.
 *
 * <p>Samples that lie alike in the four quarters of the transform's time share their products:
 * their angles differ in sign, or by a half turn.
 */
final class SpectralResampler {
  static final int SAMPLES = 220;

  private static final int LAST_BIN = SAMPLES / 2 - 1;
  private static final int HALF_TRANSFORM = 256;

  /** Half the samples at 11 kHz in the time of a transform of 512 at 16 kHz. */
  private static final int HALF = 176;

  private static final int QUARTER = HALF / 2;

  // One bin more than there is, with no weight, since bins are taken in pairs.
  private final float[][] cosine = new float[LAST_BIN + 2][QUARTER + 1];
  private final float[][] sine = new float[LAST_BIN + 2][QUARTER + 1];

  /** The sums of sample i, of its mirror HALF - i, and of its opposite HALF + i. */
  private final float[] sample = new float[QUARTER + 1];

  private final float[] mirror = new float[QUARTER + 1];
  private final float[] opposite = new float[QUARTER + 1];

  SpectralResampler() {
    for (int bin = 1; bin <= LAST_BIN; bin++) {
      for (int i = 0; i <= QUARTER; i++) {
        double angle = Math.PI * bin * i / HALF;
        cosine[bin][i] = (float) StrictMath.cos(angle);
        sine[bin][i] = (float) StrictMath.sin(angle);
      }
    }
  }

  /**
   * @param bins of a transform of 512 samples, as {@link RealFft#transform} leaves them
   * @param samples receives {@link #SAMPLES}
   */
  void resample(float[] bins, float[] samples) {
    Arrays.fill(sample, bins[0]);
    Arrays.fill(mirror, bins[0]);
    Arrays.fill(opposite, bins[0]);
    for (int bin = 1; bin <= LAST_BIN; bin += 2) {
      add(bins, bin);
    }
    for (int i = 0; i <= QUARTER; i++) {
      samples[HALF - i] = mirror[i] / HALF_TRANSFORM;
      samples[i] = sample[i] / HALF_TRANSFORM;
    }
    for (int i = 1; i < SAMPLES - HALF; i++) {
      samples[HALF + i] = opposite[i] / HALF_TRANSFORM;
    }
  }

  /** Adds an odd bin and the even one after it. */
  private void add(float[] bins, int odd) {
    float oddRe = bins[2 * odd];
    float oddIm = bins[2 * odd + 1];
    float evenRe = bins[2 * odd + 2];
    float evenIm = bins[2 * odd + 3];
    float[] oddCosine = cosine[odd];
    float[] oddSine = sine[odd];
    float[] evenCosine = cosine[odd + 1];
    float[] evenSine = sine[odd + 1];
    for (int i = 0; i <= QUARTER; i++) {
      float a = oddRe * oddCosine[i];
      float b = oddIm * oddSine[i];
      float c = evenRe * evenCosine[i];
      float d = evenIm * evenSine[i];
      sample[i] = sample[i] + a - b + c - d;
      mirror[i] = mirror[i] - a - b + c + d;
      opposite[i] = opposite[i] - a + b + c - d;
    }
  }
}
