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
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.clip.RgbImage;

/** Makes a decoded frame what a viewer sees: RGB, square pixels, upright. */
final class FrameConverter implements AutoCloseable {
  private final Display display;
  private final PointerPointer<BytePointer> planes = new PointerPointer<>(4);
  private final IntPointer strides = new IntPointer(4);
  private SwsContext scaler;
  private BytePointer rgb = new BytePointer();

  FrameConverter(Display display) {
    this.display = display;
  }

  RgbImage toRgb(AVFrame frame) throws RejectedException {
    int height = frame.height();
    int width = display.squarePixelWidth(frame.width(), frame.sample_aspect_ratio());
    prepareScaler(frame, width);
    // swscale's vector code writes up to a register beyond the last pixel of a row
    int stride = width * RgbImage.CHANNELS + 63 & ~63;
    if (rgb.capacity() < (long) stride * height + 64) {
      rgb.close();
      rgb = new BytePointer((long) stride * height + 64);
    }
    planes.put(0, rgb);
    strides.put(0, stride);
    sws_scale(scaler, frame.data(), frame.linesize(), 0, height, planes, strides);
    byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
    for (int row = 0; row < height; row++) {
      rgb.position((long) row * stride)
          .get(pixels, row * width * RgbImage.CHANNELS, width * RgbImage.CHANNELS);
    }
    rgb.position(0);
    return display.upright(new RgbImage(width, height, pixels));
  }

  private void prepareScaler(AVFrame frame, int width) throws RejectedException {
    scaler =
        sws_getCachedContext(
            scaler,
            frame.width(),
            frame.height(),
            frame.format(),
            width,
            frame.height(),
            AV_PIX_FMT_RGB24,
            SWS_BILINEAR,
            null,
            null,
            (DoublePointer) null);
    if (scaler == null || scaler.isNull()) {
      throw new RejectedException(
          RejectReason.CORRUPT, "frames in a pixel format that cannot be made RGB");
    }
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
  }

  @Override
  public void close() {
    sws_freeContext(scaler);
    rgb.close();
    planes.close();
    strides.close();
  }
}
