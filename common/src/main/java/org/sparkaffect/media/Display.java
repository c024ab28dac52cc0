package org.sparkaffect.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.IntPointer;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.clip.RgbImage;

/**
 * How a viewer sees a stream's stored frames: with square pixels, then mirrored, then turned.
 *
 * @param mirrored left to right
 * @param quarterTurns clockwise
 */
record Display(AVStream stream, boolean mirrored, int quarterTurns, long maxPixels) {

  static Display of(AVStream stream, long maxPixels) {
    AVCodecParameters codec = stream.codecpar();
    AVPacketSideData found =
        av_packet_side_data_get(
            codec.coded_side_data(), codec.nb_coded_side_data(), AV_PKT_DATA_DISPLAYMATRIX);
    if (found == null || found.isNull()) {
      return new Display(stream, false, 0, maxPixels);
    }
    IntPointer matrix = new IntPointer(found.data());
    double a = matrix.get(0);
    double b = matrix.get(1);
    boolean mirrored = a * matrix.get(4) < b * matrix.get(3);
    double clockwise = mirrored ? Math.atan2(-b, -a) : Math.atan2(b, a);
    int turns = Math.floorMod(Math.round(clockwise / (Math.PI / 2)), 4);
    return new Display(stream, mirrored, turns, maxPixels);
  }

  /**
   * Columns of a frame when a pixel's width has become its height; its rows stay as they are.
   *
   * @param aspect of the pixels as the codec has it; what the container says goes before that
   */
  int squarePixelWidth(int width, AVRational aspect) {
    AVRational stated = stream.sample_aspect_ratio();
    AVRational valid = stated.num() > 0 && stated.den() > 0 ? stated : aspect;
    double ratio = valid.num() > 0 && valid.den() > 0 ? (double) valid.num() / valid.den() : 1;
    return (int) Math.max(1, Math.min(Math.round(width * ratio), Integer.MAX_VALUE));
  }

  /** Rejects a frame that is beyond the limit as it is stored or as it is shown. */
  void checkSize(int width, int height, AVRational aspect) throws RejectedException {
    int shown = squarePixelWidth(width, aspect);
    if ((long) Math.max(shown, width) * height > maxPixels) {
      throw new RejectedException(
          RejectReason.TOO_LARGE,
          "a frame of %d x %d, shown %d wide, has more than %d pixels"
              .formatted(width, height, shown, maxPixels));
    }
  }

  boolean sideways() {
    return quarterTurns % 2 == 1;
  }

  RgbImage upright(RgbImage stored) {
    RgbImage upright = mirrored ? mirror(stored) : stored;
    for (int turn = 0; turn < quarterTurns; turn++) {
      upright = turnClockwise(upright);
    }
    return upright;
  }

  private static RgbImage mirror(RgbImage image) {
    byte[] pixels = new byte[image.pixels().length];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        copy(image, image.width() - 1 - x, y, pixels, y * image.width() + x);
      }
    }
    return new RgbImage(image.width(), image.height(), pixels);
  }

  private static RgbImage turnClockwise(RgbImage image) {
    byte[] pixels = new byte[image.pixels().length];
    for (int y = 0; y < image.width(); y++) {
      for (int x = 0; x < image.height(); x++) {
        copy(image, y, image.height() - 1 - x, pixels, y * image.height() + x);
      }
    }
    return new RgbImage(image.height(), image.width(), pixels);
  }

  private static void copy(RgbImage from, int x, int y, byte[] to, int pixel) {
    int source = (y * from.width() + x) * RgbImage.CHANNELS;
    System.arraycopy(from.pixels(), source, to, pixel * RgbImage.CHANNELS, RgbImage.CHANNELS);
  }
}
