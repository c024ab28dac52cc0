package org.sparkaffect.network;

import java.util.random.RandomGenerator;
import org.sparkaffect.face.NetworkCrop;

/**
 * How all frames of a clip are looked at: where the crop lies, and whether in a mirror.
 *
 * @param right of the crop from the centre, in pixels of the master crop, at most {@link
 *     NetworkCrop#MAX_SHIFT} either way
 * @param down likewise
 */
public record View(int right, int down, boolean mirrored) {
  /** The one for scoring. */
  public static final View CENTRE = new View(0, 0, false);

  /** One for training, drawn anew for each clip and epoch. */
  public static View random(RandomGenerator random) {
    return new View(shift(random), shift(random), random.nextBoolean());
  }

  private static int shift(RandomGenerator random) {
    return random.nextInt(-NetworkCrop.MAX_SHIFT, NetworkCrop.MAX_SHIFT + 1);
  }
}
