package org.sparkaffect.face;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.sparkaffect.clip.RgbImage;

/** Images to and from OpenCV's native form. */
final class Mats {
  private Mats() {}

  /** A native copy of the image; it belongs to the caller's pointer scope. */
  static Mat of(RgbImage image) {
    return new Mat(image.height(), image.width(), CV_8UC3, new BytePointer(image.pixels()));
  }

  /** Copies an 8-bit RGB matrix of contiguous rows. */
  static RgbImage toImage(Mat mat) {
    byte[] pixels = new byte[mat.rows() * mat.cols() * RgbImage.CHANNELS];
    mat.data().get(pixels);
    return new RgbImage(mat.cols(), mat.rows(), pixels);
  }
}
