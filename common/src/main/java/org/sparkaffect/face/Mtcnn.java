package org.sparkaffect.face;

import static org.bytedeco.opencv.global.opencv_core.BORDER_CONSTANT;
import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_core.copyMakeBorder;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * The cascade of Zhang et al. (2016), section II, with the published weights: P-Net proposes on an
 * image pyramid, R-Net refines, O-Net decides and gives landmarks. For one thread at a time.
 */
@SuppressWarnings("try") // a PointerScope works by being open
public final class Mtcnn implements AutoCloseable {
  private static final int CELL = 12;
  private static final int STRIDE = 2;
  static final double PYRAMID_FACTOR = 0.709;
  private static final float[] THRESHOLDS = {0.6f, 0.7f, 0.7f};

  private final CascadeNet proposal;
  private final CascadeNet refinement;
  private final CascadeNet output;

  /** The image in floating point, kept because fresh memory of its size costs a millisecond. */
  private final Mat pixels = new Mat().retainReference();

  public Mtcnn() {
    FloatBuffer weights = weights();
    proposal = new CascadeNet(proposalModel(weights));
    refinement = new CascadeNet(refinementModel(weights));
    output = new CascadeNet(outputModel(weights));
  }

  static CascadeModel proposalModel(FloatBuffer weights) {
    return new CascadeModel(weights, 12)
        .convolution(3, 10)
        .maxPool(2)
        .convolution(3, 16)
        .convolution(3, 32)
        .head(2)
        .head(4);
  }

  static CascadeModel refinementModel(FloatBuffer weights) {
    return new CascadeModel(weights, 24)
        .convolution(3, 28)
        .maxPool(3)
        .convolution(3, 48)
        .maxPool(3)
        .convolution(2, 64)
        .convolution(3, 128)
        .head(2)
        .head(4);
  }

  static CascadeModel outputModel(FloatBuffer weights) {
    return new CascadeModel(weights, 48)
        .convolution(3, 32)
        .maxPool(3)
        .convolution(3, 64)
        .maxPool(3)
        .convolution(3, 64)
        .maxPool(2)
        .convolution(2, 128)
        .convolution(3, 256)
        .head(2)
        .head(4)
        .head(10);
  }

  /** The tensors of the three networks, one network after the other. */
  static FloatBuffer weights() {
    try (InputStream in = Mtcnn.class.getResourceAsStream("mtcnn/weights.bin")) {
      return ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Finds the faces of an image.
   *
   * @param image 8-bit RGB
   * @param smallest side in pixels of the smallest face searched, at least 12
   * @return faces by falling confidence
   */
  List<Face> detect(Mat image, double smallest) {
    try (PointerScope scope = new PointerScope()) {
      image.convertTo(pixels, CV_32F); // what a resize rounds decides between near candidates
      return decide(pixels, refine(pixels, propose(pixels, smallest))).stream()
          .map(c -> new Face(c.score(), c.box(), c.landmarks()))
          .toList();
    }
  }

  private List<Candidate> propose(Mat image, double smallest) {
    List<Candidate> all = new ArrayList<>();
    int shorter = Math.min(image.rows(), image.cols());
    for (double side = smallest; side <= shorter; side /= PYRAMID_FACTOR) {
      try (PointerScope scope = new PointerScope()) {
        double scale = CELL / side;
        int width = (int) Math.ceil(image.cols() * scale);
        int height = (int) Math.ceil(image.rows() * scale);
        Mat level = new Mat();
        resize(image, level, new Size(width, height), 0, 0, INTER_LINEAR);
        List<float[]> maps = proposal.forward(List.of(level));
        all.addAll(Candidate.suppress(proposals(maps, width, scale), 0.5f, Overlap.UNION));
      }
    }
    return squares(Candidate.suppress(all, 0.7f, Overlap.UNION));
  }

  private static List<Candidate> proposals(List<float[]> maps, int imageWidth, double scale) {
    float[] logits = maps.get(0);
    float[] offsets = maps.get(1);
    int cells = logits.length / 2;
    int columns = (imageWidth - 2 + 1) / STRIDE - 4;
    List<Candidate> found = new ArrayList<>();
    for (int cell = 0; cell < cells; cell++) {
      float score = faceProbability(logits[cell], logits[cells + cell]);
      if (score >= THRESHOLDS[0]) {
        int x = cell % columns * STRIDE;
        int y = cell / columns * STRIDE;
        Box box =
            new Box(
                pixel(x + 1, scale),
                pixel(y + 1, scale),
                pixel(x + CELL, scale),
                pixel(y + CELL, scale));
        // here alone the published implementation does not count the last pixel
        float[] offset = offset(offsets, cell, cells, box.width() - 1, box.height() - 1);
        found.add(new Candidate(box, score, offset, null));
      }
    }
    return found;
  }

  /** As the published implementation has it: from the first to the last pixel, rounded down. */
  private static float pixel(int scaled, double scale) {
    return (float) Math.floor(scaled / scale);
  }

  private List<Candidate> refine(Mat image, List<Candidate> candidates) {
    List<Candidate> kept = classify(refinement, 24, THRESHOLDS[1], image, candidates);
    return squares(Candidate.suppress(kept, 0.7f, Overlap.UNION));
  }

  private List<Candidate> decide(Mat image, List<Candidate> candidates) {
    List<Candidate> kept = classify(output, 48, THRESHOLDS[2], image, candidates);
    return Candidate.suppress(
        kept.stream().map(Candidate::regressed).toList(), 0.7f, Overlap.MINIMUM);
  }

  /** Four values of a network, {@code step} apart, from parts of a box's sides to pixels. */
  private static float[] offset(float[] head, int from, int step, float width, float height) {
    return new float[] {
      head[from] * width,
      head[from + step] * height,
      head[from + 2 * step] * width,
      head[from + 3 * step] * height
    };
  }

  /** Runs all candidates through a network in one batch and keeps those over the threshold. */
  private static List<Candidate> classify(
      CascadeNet net, int side, float threshold, Mat image, List<Candidate> candidates) {
    if (candidates.isEmpty()) {
      return candidates;
    }
    try (PointerScope scope = new PointerScope()) {
      List<Mat> crops = candidates.stream().map(c -> crop(image, c.box(), side)).toList();
      List<float[]> heads = net.forward(crops);
      List<Candidate> kept = new ArrayList<>();
      for (int i = 0; i < candidates.size(); i++) {
        float score = faceProbability(heads.get(0)[2 * i], heads.get(0)[2 * i + 1]);
        if (score >= threshold) {
          Box box = candidates.get(i).box();
          float[] offset = offset(heads.get(1), 4 * i, 1, box.width(), box.height());
          float[] landmarks = heads.size() < 3 ? null : landmarks(box, heads.get(2), 10 * i);
          kept.add(new Candidate(box, score, offset, landmarks));
        }
      }
      return kept;
    }
  }

  private static float[] landmarks(Box box, float[] relative, int from) {
    float[] landmarks = new float[10];
    for (int point = 0; point < 5; point++) {
      landmarks[point] = box.x1() + relative[from + point] * box.width();
      landmarks[point + 5] = box.y1() + relative[from + point + 5] * box.height();
    }
    return landmarks;
  }

  private static List<Candidate> squares(List<Candidate> candidates) {
    return candidates.stream()
        .map(c -> new Candidate(c.regressed().box().squared(), c.score(), c.offset(), null))
        .toList();
  }

  /** The box's part of the image, black where it reaches beyond, scaled to a square. */
  static Mat crop(Mat image, Box box, int side) {
    int x1 = Math.round(box.x1());
    int y1 = Math.round(box.y1());
    int x2 = Math.max(x1, Math.round(box.x2()));
    int y2 = Math.max(y1, Math.round(box.y2()));
    int left = Math.max(0, x1);
    int top = Math.max(0, y1);
    int right = Math.min(image.cols() - 1, x2);
    int bottom = Math.min(image.rows() - 1, y2);
    if (left > right || top > bottom) {
      return Mat.zeros(side, side, image.type()).asMat();
    }
    Mat inside = new Mat(image, new Rect(left, top, right - left + 1, bottom - top + 1));
    if (left > x1 || top > y1 || right < x2 || bottom < y2) {
      Mat padded = new Mat();
      copyMakeBorder(
          inside,
          padded,
          top - y1,
          y2 - bottom,
          left - x1,
          x2 - right,
          BORDER_CONSTANT,
          Scalar.all(0));
      inside = padded;
    }
    Mat scaled = new Mat();
    resize(inside, scaled, new Size(side, side), 0, 0, INTER_LINEAR);
    return scaled;
  }

  private static float faceProbability(float notFace, float face) {
    return (float) (1 / (1 + Math.exp(notFace - face)));
  }

  @Override
  public void close() {
    proposal.close();
    refinement.close();
    output.close();
    pixels.close();
  }
}
