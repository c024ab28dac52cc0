package org.sparkaffect.clip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes of text that are the same on every machine and in every version. */
public final class Sha256 {
  private Sha256() {}

  /** The first 64 bits. */
  public static long bits(String text) {
    return ByteBuffer.wrap(hash(text)).getLong();
  }

  /** In hexadecimal, 64 characters. */
  public static String hex(String text) {
    return HexFormat.of().formatHex(hash(text));
  }

  private static byte[] hash(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
