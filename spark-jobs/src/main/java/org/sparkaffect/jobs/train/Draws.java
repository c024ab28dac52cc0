package org.sparkaffect.jobs.train;

import java.util.Random;
import org.sparkaffect.clip.Sha256;

/** Random draws that depend on what they are for, and not on who draws when. */
final class Draws {
  private Draws() {}

  static Random of(long seed, String purpose, String key) {
    return new Random(Sha256.bits(seed + "/" + purpose + "/" + key));
  }
}
