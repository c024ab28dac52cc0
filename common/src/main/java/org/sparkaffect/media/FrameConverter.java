package org.sparkaffect.media;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BILINEAR;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCachedContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.sparkaffect.clip.RgbImage;

/** Makes a decoded frame what a viewer sees: RGB, square pixels, upright. */
final class FrameConverter implements AutoCloseable {
  private final int quarterTurns;
  private final PointerPointer<BytePointer> planes = new PointerPointer<>(4);
  private final IntPointer strides = new IntPointer(4);
  private SwsContext scaler;
  private BytePointer rgb = new BytePointer();

  /**
   * @param quarterTurns clockwise
   */
  FrameConverter(int quarterTurns) {
    this.quarterTurns = quarterTurns;
  }

  RgbImage toRgb(AVFrame frame) {
    int width = squarePixelWidth(frame.width(), frame.sample_aspect_ratio());
    int height = frame.height();
    scaler =
        sws_getCachedContext(
            scaler,
            frame.width(),
            frame.height(),
            frame.format(),
            width,
            height,
            AV_PIX_FMT_RGB24,
            SWS_BILINEAR,
            null,
            null,
            (DoublePointer) null);
    int full = frame.color_range() == AVCOL_RANGE_JPEG ? 1 : 0;
    sws_setColorspaceDetails(
        scaler,
        sws_getCoefficients(frame.colorspace()),
        full,
        sws_getCoefficients(SWS_CS_DEFAULT),
        1,
        0,
        1 << 16,
        1 << 16);
    // swscale's vector code writes up to a register beyond the last pixel of a row
    int stride = width * RgbImage.CHANNELS + 63 & ~63;
    if (rgb.capacity() < (long) stride * height + 64) {
      rgb.close();
      rgb = new BytePointer((long) stride * height + 64);
    }
    planes.put(0, rgb);
    strides.put(0, stride);
    sws_scale(scaler, frame.data(), frame.linesize(), 0, frame.height(), planes, strides);
    byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
    for (int row = 0; row < height; row++) {
      rgb.position((long) row * stride)
          .get(pixels, row * width * RgbImage.CHANNELS, width * RgbImage.CHANNELS);
    }
    rgb.position(0);
    return turned(new RgbImage(width, height, pixels), quarterTurns);
  }

  /** Columns after a pixel's width has become its height; the rows stay as they are. */
  static int squarePixelWidth(int width, AVRational aspect) {
    if (aspect.num() <= 0 || aspect.den() <= 0) {
      return width;
    }
    return Math.max(1, Math.toIntExact(Math.round((double) width * aspect.num() / aspect.den())));
  }

  static RgbImage turned(RgbImage image, int quarterTurns) {
    if (quarterTurns == 0) {
      return image;
    }
    int width = quarterTurns % 2 == 0 ? image.width() : image.height();
    int height = quarterTurns % 2 == 0 ? image.height() : image.width();
    byte[] from = image.pixels();
    byte[] to = new byte[from.length];
    int target = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int sourceX = quarterTurns == 1 ? y : quarterTurns == 2 ? width - 1 - x : height - 1 - y;
        int sourceY = quarterTurns == 1 ? width - 1 - x : quarterTurns == 2 ? height - 1 - y : x;
        int source = (sourceY * image.width() + sourceX) * RgbImage.CHANNELS;
        to[target++] = from[source];
        to[target++] = from[source + 1];
        to[target++] = from[source + 2];
      }
    }
    return new RgbImage(width, height, to);
  }

  @Override
  public void close() {
    sws_freeContext(scaler);
    rgb.close();
    planes.close();
    strides.close();
  }
}
