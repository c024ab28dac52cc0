package org.sparkaffect.face;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_64F;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.sparkaffect.clip.RgbImage;

/**
 * The aligned face that every network's crop is cut from: 256 x 256 pixels, the five landmarks
 * where the template of caffe-face (Wen et al., "A Discriminative Feature Learning Approach for
 * Deep Face Recognition", 2016; 96 x 112) has them, doubled and centred: x' = 2x + 32, y' = 2y +
 * 16.
 */
@SuppressWarnings("try") // a PointerScope works by being open
public final class MasterCrop {
  /** Rows and columns. */
  public static final int SIZE = 256;

  private static final double[] TEMPLATE_X = {29.2946, 64.5318, 47.0252, 32.5493, 61.7299};
  private static final double[] TEMPLATE_Y = {50.6963, 50.5014, 70.7366, 91.3655, 91.2041};

  private MasterCrop() {}

  /** Where landmark {@code point} lies in the crop, as x, y. */
  static double[] target(int point) {
    return new double[] {2 * TEMPLATE_X[point] + 32, 2 * TEMPLATE_Y[point] + 16};
  }

  /**
   * Cuts the face out of an image, black where the crop reaches beyond it.
   *
   * @param image 8-bit RGB
   * @param landmarks x1..x5, y1..y5 in pixels of the image
   */
  static RgbImage cut(Mat image, float[] landmarks) {
    try (PointerScope scope = new PointerScope()) {
      double[] map = similarity(landmarks);
      double scale = Math.hypot(map[0], map[3]);
      int shrink = (int) Math.floor(1 / scale);
      Mat source = image;
      if (shrink > 1) {
        // a bilinear warp looks at four pixels only: average first what it would step over
        source = new Mat();
        Size size = new Size(image.cols() / shrink, image.rows() / shrink);
        resize(image, source, size, 0, 0, INTER_AREA);
        map =
            afterShrinking(
                map, (double) image.cols() / size.width(), (double) image.rows() / size.height());
      }
      Mat crop = new Mat();
      warpAffine(
          source,
          crop,
          new Mat(2, 3, CV_64F, new DoublePointer(map)),
          new Size(SIZE, SIZE),
          INTER_LINEAR,
          BORDER_CONSTANT,
          Scalar.all(0));
      return Mats.toImage(crop);
    }
  }

  /**
   * The similarity transform without reflection that brings the landmarks nearest to the template
   * in the least-squares sense (Umeyama 1991, in closed form for the plane): rows of a 2 x 3
   * matrix.
   */
  static double[] similarity(float[] landmarks) {
    double meanX = 0;
    double meanY = 0;
    double meanU = 0;
    double meanV = 0;
    for (int i = 0; i < 5; i++) {
      meanX += landmarks[i] / 5;
      meanY += landmarks[i + 5] / 5;
      meanU += target(i)[0] / 5;
      meanV += target(i)[1] / 5;
    }
    double along = 0;
    double across = 0;
    double spread = 0;
    for (int i = 0; i < 5; i++) {
      double x = landmarks[i] - meanX;
      double y = landmarks[i + 5] - meanY;
      double u = target(i)[0] - meanU;
      double v = target(i)[1] - meanV;
      along += x * u + y * v;
      across += x * v - y * u;
      spread += x * x + y * y;
    }
    double a = along / spread;
    double b = across / spread;
    return new double[] {a, -b, meanU - a * meanX + b * meanY, b, a, meanV - b * meanX - a * meanY};
  }

  /** The same transform from an image whose pixels are each the mean of fx x fy of the first. */
  private static double[] afterShrinking(double[] m, double fx, double fy) {
    double dx = (fx - 1) / 2;
    double dy = (fy - 1) / 2;
    return new double[] {
      m[0] * fx, m[1] * fy, m[0] * dx + m[1] * dy + m[2],
      m[3] * fx, m[4] * fy, m[3] * dx + m[4] * dy + m[5]
    };
  }
}
