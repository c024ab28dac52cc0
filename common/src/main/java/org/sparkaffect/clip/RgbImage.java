package org.sparkaffect.clip;

/**
 * A picture in memory.
 *
 * @param width columns
 * @param height rows
 * @param pixels height x width x 3 bytes: rows from the top, pixels from the left, red first
 */
public record RgbImage(int width, int height, byte[] pixels) {
  public static final int CHANNELS = 3;

  public RgbImage {
    if (pixels.length != Math.multiplyExact(Math.multiplyExact(width, height), CHANNELS)) {
      throw new IllegalArgumentException(
          pixels.length + " bytes are not an RGB image of " + width + " x " + height);
    }
  }
}
