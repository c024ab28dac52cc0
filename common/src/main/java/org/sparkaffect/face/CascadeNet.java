package org.sparkaffect.face;

import static org.bytedeco.opencv.global.opencv_dnn.blobFromImages;
import static org.bytedeco.opencv.global.opencv_dnn.readNetFromONNX;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.bytedeco.opencv.opencv_core.StringVector;
import org.bytedeco.opencv.opencv_dnn.Net;

/** One network of the cascade, run by OpenCV DNN. For one thread at a time. */
@SuppressWarnings("try") // a PointerScope works by being open
final class CascadeNet implements AutoCloseable {
  private final Net net;
  private final StringVector heads;

  CascadeNet(CascadeModel model) {
    byte[] onnx = model.toBytes();
    try (BytePointer bytes = new BytePointer(onnx)) {
      net = readNetFromONNX(bytes, onnx.length);
    }
    heads = net.getUnconnectedOutLayersNames();
  }

  /**
   * Runs equally large RGB images as one batch and returns each head's output, N x channels x H x
   * W, as it lies in memory.
   */
  List<float[]> forward(List<Mat> images) {
    try (PointerScope scope = new PointerScope()) {
      net.setInput(blobFromImages(new MatVector(images.toArray(Mat[]::new))));
      MatVector outputs = new MatVector();
      net.forward(outputs, heads);
      List<float[]> values = new ArrayList<>();
      for (Mat output : outputs.get()) {
        float[] copy = new float[Math.toIntExact(output.total())];
        new FloatPointer(output.data()).get(copy);
        values.add(copy);
      }
      return values;
    }
  }

  @Override
  public void close() {
    heads.close();
    net.close();
  }
}
