package org.sparkaffect.jobs;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Damages media files in the ways in which files are damaged, drawn from a seed. */
final class Mutant {
  /** Where formats keep their structure, and decoders the most to trip over. */
  private static final int HEAD = 1024;

  private final List<byte[]> originals;
  private final long seed;

  Mutant(List<byte[]> originals, long seed) {
    this.originals = originals;
    this.seed = seed;
  }

  /** One to three kinds of damage to one of the originals; the same for the same number. */
  byte[] file(int number) {
    Random random = new Random(seed * 1_000_003 + number);
    byte[] bytes = any(random).clone();
    for (int damage = 1 + random.nextInt(3); damage > 0 && bytes.length > 1; damage--) {
      bytes = damaged(bytes, random);
    }
    return bytes;
  }

  private byte[] any(Random random) {
    return originals.get(random.nextInt(originals.size()));
  }

  private byte[] damaged(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    int length = 1 + random.nextInt(Math.min(bytes.length - at, 4096));
    switch (random.nextInt(7)) {
      case 0: // bytes changed anywhere
        flip(bytes, 1 + random.nextInt(64), bytes.length, random);
        return bytes;
      case 1: // bytes changed in the head
        flip(bytes, 1 + random.nextInt(8), Math.min(HEAD, bytes.length), random);
        return bytes;
      case 2: // a number made the largest or least there is
        Arrays.fill(bytes, at, Math.min(at + 4, bytes.length), (byte) (random.nextInt(2) - 1));
        return bytes;
      case 3: // cut
        return Arrays.copyOf(bytes, at + 1);
      case 4: // a block lost in zeros
        Arrays.fill(bytes, at, at + length, (byte) 0);
        return bytes;
      case 5: // a block taken out
        return joined(
            Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
      default: // goes on as another file does
        byte[] other = any(random);
        int from = other.length == 0 ? 0 : random.nextInt(other.length);
        return joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(other, from, other.length));
    }
  }

  private static void flip(byte[] bytes, int count, int end, Random random) {
    for (int i = 0; i < count; i++) {
      bytes[random.nextInt(end)] = (byte) random.nextInt(256);
    }
  }

  private static byte[] joined(byte[] head, byte[] tail) {
    byte[] both = Arrays.copyOf(head, head.length + tail.length);
    System.arraycopy(tail, 0, both, head.length, tail.length);
    return both;
  }
}
