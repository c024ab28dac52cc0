package org.sparkaffect.face;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2RGB;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_RGB2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.sparkaffect.clip.RgbImage;

/** How the pixels of a crop are stored. */
@SuppressWarnings("try") // a PointerScope works by being open
public enum PixelEncoding {
  /** Rows from the top, red first, as they are; the table's own compression does the rest. */
  RAW {
    @Override
    public byte[] encode(RgbImage image) {
      return image.pixels();
    }

    @Override
    public RgbImage decode(byte[] stored, int width, int height) {
      return new RgbImage(width, height, stored);
    }
  },
  /** Lossless. */
  PNG {
    @Override
    public byte[] encode(RgbImage image) {
      return compress(image, ".png");
    }
  },
  /** Lossy, quality 95. */
  JPEG {
    @Override
    public byte[] encode(RgbImage image) {
      return compress(image, ".jpg", IMWRITE_JPEG_QUALITY, 95);
    }
  };

  public abstract byte[] encode(RgbImage image);

  /**
   * The image of {@code width} columns and {@code height} rows that was stored.
   *
   * @throws IllegalArgumentException if these bytes are no such image
   */
  public RgbImage decode(byte[] stored, int width, int height) {
    try (PointerScope scope = new PointerScope()) {
      Mat image =
          stored.length == 0 ? new Mat() : imdecode(new Mat(new BytePointer(stored)), IMREAD_COLOR);
      if (image.cols() != width || image.rows() != height) {
        throw new IllegalArgumentException(
            stored.length + " bytes are not a " + name() + " image of " + width + " x " + height);
      }
      cvtColor(image, image, COLOR_BGR2RGB);
      return Mats.toImage(image);
    }
  }

  private static byte[] compress(RgbImage image, String format, int... parameters) {
    try (PointerScope scope = new PointerScope()) {
      Mat bgr = new Mat();
      cvtColor(Mats.of(image), bgr, COLOR_RGB2BGR);
      BytePointer encoded = new BytePointer();
      imencode(format, bgr, encoded, new IntPointer(parameters));
      byte[] bytes = new byte[Math.toIntExact(encoded.limit())];
      encoded.get(bytes);
      return bytes;
    }
  }
}
