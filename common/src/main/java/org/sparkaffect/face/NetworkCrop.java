package org.sparkaffect.face;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;
import org.sparkaffect.clip.RgbImage;

/** What each network sees of the {@link MasterCrop}: the one place where that is said. */
public enum NetworkCrop {
  VGG_LSTM(224, 224, 224, 224, 224, 224),
  RESNET_LSTM(192, 224, 96, 112, 96, 112),
  C3D(MasterCrop.SIZE, MasterCrop.SIZE, 171, 128, 112, 112),
  FACE_RECOGNITION(200, 200, 150, 150, 150, 150);

  /** How far a random crop may be off the centre, in pixels of the master crop. */
  public static final int MAX_SHIFT = 16;

  private final int regionWidth;
  private final int regionHeight;
  private final int scaledWidth;
  private final int scaledHeight;
  private final int width;
  private final int height;

  /** A centred region of the master crop is scaled, and the centre of that is cut. */
  NetworkCrop(
      int regionWidth, int regionHeight, int scaledWidth, int scaledHeight, int width, int height) {
    this.regionWidth = regionWidth;
    this.regionHeight = regionHeight;
    this.scaledWidth = scaledWidth;
    this.scaledHeight = scaledHeight;
    this.width = width;
    this.height = height;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /** The crop that is used when scoring. */
  public RgbImage centre(RgbImage master) {
    return shifted(master, 0, 0);
  }

  /**
   * The crop off the centre, as it is used in training.
   *
   * @param right in pixels of the master crop, at most {@link #MAX_SHIFT} either way
   * @param down likewise
   */
  @SuppressWarnings("try") // a PointerScope works by being open
  public RgbImage shifted(RgbImage master, int right, int down) {
    try (PointerScope scope = new PointerScope()) {
      int freeX = (MasterCrop.SIZE - regionWidth) / 2;
      int freeY = (MasterCrop.SIZE - regionHeight) / 2;
      int regionX = freeX == 0 ? 0 : freeX + right;
      int regionY = freeY == 0 ? 0 : freeY + down;
      Mat region = new Mat(Mats.of(master), new Rect(regionX, regionY, regionWidth, regionHeight));
      Mat scaled = new Mat();
      resize(region, scaled, new Size(scaledWidth, scaledHeight), 0, 0, INTER_AREA);
      Rect crop = new Rect(column(right), row(down), width, height);
      return Mats.toImage(new Mat(scaled, crop).clone());
    }
  }

  /** The column of the scaled region at which the crop begins, for a shift to the right. */
  public int column(int right) {
    // a region that is all of the master crop cannot move; its scaled image is cut off the centre
    int shift = regionWidth == MasterCrop.SIZE ? scaled(right, scaledWidth) : 0;
    return (scaledWidth - width) / 2 + shift;
  }

  /** The row of the scaled region at which the crop begins, for a shift down. */
  public int row(int down) {
    int shift = regionHeight == MasterCrop.SIZE ? scaled(down, scaledHeight) : 0;
    return (scaledHeight - height) / 2 + shift;
  }

  private static int scaled(int shift, int size) {
    return Math.round((float) shift * size / MasterCrop.SIZE);
  }
}
