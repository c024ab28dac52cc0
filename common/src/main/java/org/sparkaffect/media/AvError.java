package org.sparkaffect.media;

import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;

/** FFmpeg's error codes in words. */
final class AvError {
  private AvError() {}

  static String text(int code) {
    byte[] text = new byte[128];
    av_strerror(code, text, text.length);
    return new String(text, StandardCharsets.UTF_8).replaceAll("\0.*", "");
  }
}
