package org.sparkaffect.face;

import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.RgbImage;

/** Finds and aligns the most confident face of a frame. For one thread at a time. */
@SuppressWarnings("try") // a PointerScope works by being open
public final class FaceFinder implements AutoCloseable {
  private static final double LEAST_SIDE = 12;

  /**
   * A face may fall between two levels of the image pyramid, which are a factor of 0.709 apart: a
   * frame without any face is searched once more, on levels in between.
   */
  private static final double HALF_STEP = Math.sqrt(Mtcnn.PYRAMID_FACTOR);

  static {
    setNumThreads(1); // a task is a thread; more of them would fight for the same cores
  }

  private final Mtcnn mtcnn = new Mtcnn();
  private final double smallest;

  /**
   * @param smallest side of the smallest face searched, as a part of the frame's shorter side
   */
  public FaceFinder(double smallest) {
    if (!(smallest > 0 && smallest <= 1)) {
      throw new InputException("faces.smallest is " + smallest + "; it must be above 0, at most 1");
    }
    this.smallest = smallest;
  }

  /** The most confident face, or empty. */
  public Optional<AlignedFace> find(RgbImage frame) {
    try (PointerScope scope = new PointerScope()) {
      Mat image = Mats.of(frame);
      double side = Math.max(LEAST_SIDE, smallest * Math.min(frame.width(), frame.height()));
      return best(image, side)
          .or(() -> best(image, Math.max(LEAST_SIDE, side * HALF_STEP)))
          .map(face -> new AlignedFace(face, MasterCrop.cut(image, face.landmarks())));
    }
  }

  private Optional<Face> best(Mat image, double side) {
    return mtcnn.detect(image, side).stream().findFirst();
  }

  @Override
  public void close() {
    mtcnn.close();
  }
}
