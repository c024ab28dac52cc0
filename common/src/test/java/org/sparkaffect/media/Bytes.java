package org.sparkaffect.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The bytes of a file, to be changed. */
final class Bytes {
  private Bytes() {}

  static byte[] ints(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asIntBuffer().put(values);
    return bytes.array();
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      whole.writeBytes(part);
    }
    return whole.toByteArray();
  }

  static byte[] replaced(byte[] in, byte[] old, byte[] by) {
    // one byte is one char in this character set
    String text = new String(in, StandardCharsets.ISO_8859_1);
    String part = new String(old, StandardCharsets.ISO_8859_1);
    assertThat(text.contains(part)).as("the bytes to replace are there").isTrue();
    return text.replace(part, new String(by, StandardCharsets.ISO_8859_1))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A box of MP4 and QuickTime. */
  static byte[] box(String type, byte[] content) {
    return concat(ints(8 + content.length), type.getBytes(StandardCharsets.US_ASCII), content);
  }

  /** The bytes with a box's size raised; there is but one box of this type. */
  static byte[] grown(byte[] in, String type, int by) {
    int at = new String(in, StandardCharsets.ISO_8859_1).lastIndexOf(type) - 4;
    ByteBuffer bytes = ByteBuffer.wrap(in.clone());
    return bytes.putInt(at, bytes.getInt(at) + by).array();
  }
}
