package org.sparkaffect.face;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.clip.RgbImage;

/** Finds and aligns the most confident face of a frame. For one thread at a time. */
@SuppressWarnings("try") // a PointerScope works by being open
public final class FaceFinder implements AutoCloseable {
  private static final double LEAST_SIDE = 12;

  /**
   * Part of the shorter side from which a face is large. Most clips show one, which is found in two
   * thirds of the time if smaller ones are searched only where there is none.
   */
  private static final double LARGE = 0.2;

  /**
   * A face may fall between two levels of the image pyramid, which are a factor of 0.709 apart: a
   * frame without any face is searched once more, on levels in between.
   */
  private static final double HALF_STEP = Math.sqrt(Mtcnn.PYRAMID_FACTOR);

  static {
    setNumThreads(1); // a task is a thread; more of them would fight for the same cores
  }

  private final Mtcnn mtcnn;

  /** The frame in native memory, kept since fresh memory costs more than the copy. */
  private final Mat image = new Mat().retainReference();

  private final double smallest;

  /**
   * @param smallest side of the smallest face searched, as a part of the frame's shorter side
   */
  public FaceFinder(double smallest) {
    if (!(smallest > 0 && smallest <= 1)) {
      throw new InputException("faces.smallest is " + smallest + "; it must be above 0, at most 1");
    }
    this.smallest = smallest;
    mtcnn = new Mtcnn();
  }

  /** The most confident face, or empty. */
  public Optional<AlignedFace> find(RgbImage frame) {
    try (PointerScope scope = new PointerScope()) {
      image.create(frame.height(), frame.width(), CV_8UC3);
      image.data().put(frame.pixels());
      int shorter = Math.min(frame.width(), frame.height());
      return DoubleStream.of(Math.max(smallest, LARGE), smallest, smallest * HALF_STEP)
          .map(part -> Math.max(LEAST_SIDE, part * shorter))
          .distinct()
          .mapToObj(side -> mtcnn.detect(image, side))
          .flatMap(List::stream)
          .findFirst()
          .map(face -> new AlignedFace(face, MasterCrop.cut(image, face.landmarks())));
    }
  }

  @Override
  public void close() {
    mtcnn.close();
    image.close();
  }
}
