package org.sparkaffect.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A form of WAVE file.
 *
 * @param mask of the speakers, or 0 for a file that does not say
 */
record Wav(int rate, int channels, Encoding encoding, int mask) {
  enum Encoding {
    U8(1, 8),
    S16(1, 16),
    S24(1, 24),
    F32(3, 32);

    final int tag;
    final int bits;

    Encoding(int tag, int bits) {
      this.tag = tag;
      this.bits = bits;
    }
  }

  /** The wave that a file holds: from -1 to 1. */
  interface Wave {
    double at(int channel, double seconds);
  }

  byte[] of(int frames, Wave wave) {
    int block = channels * encoding.bits / 8;
    int format = mask == 0 ? 16 : 40;
    ByteBuffer file =
        ByteBuffer.allocate(28 + format + frames * block).order(ByteOrder.LITTLE_ENDIAN);
    file.put(ascii("RIFF")).putInt(20 + format + frames * block).put(ascii("WAVEfmt "));
    file.putInt(format).putShort((short) (mask == 0 ? encoding.tag : 0xfffe));
    file.putShort((short) channels).putInt(rate).putInt(rate * block);
    file.putShort((short) block).putShort((short) encoding.bits);
    if (mask != 0) {
      file.putShort((short) 22).putShort((short) encoding.bits).putInt(mask);
      file.putLong(0x0010_0000_0000_0000L | encoding.tag).putLong(0x719b_3800_aa00_0080L);
    }
    file.put(ascii("data")).putInt(frames * block);
    for (int frame = 0; frame < frames; frame++) {
      for (int channel = 0; channel < channels; channel++) {
        put(file, wave.at(channel, (double) frame / rate));
      }
    }
    return file.array();
  }

  private void put(ByteBuffer file, double value) {
    switch (encoding) {
      case U8 -> file.put((byte) Math.round(128 + 127 * value));
      case S16 -> file.putShort((short) Math.round(Short.MAX_VALUE * value));
      case S24 -> {
        int sample = (int) Math.round(0x7fffff * value);
        file.put((byte) sample).putShort((short) (sample >> 8));
      }
      case F32 -> file.putFloat((float) value);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
