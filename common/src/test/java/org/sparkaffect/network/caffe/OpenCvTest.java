package org.sparkaffect.network.caffe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_dnn.readNetFromCaffe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_dnn.Net;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkaffect.network.FaceResNet;
import org.sparkaffect.network.PublishedModel;
import org.sparkaffect.network.Vgg16;
import org.sparkaffect.network.Width;

/** Nets of a sixteenth of the width, run from one file by OpenCV and, imported, by ours. */
class OpenCvTest {
  private static final int WIDTH = 16;

  @TempDir private Path folder;

  @Test
  void vggFace() throws IOException {
    Prototxt net = new Prototxt(CaffeWriter.Dialect.V1, 224, 224, 1);
    int[][] groups = {{64, 64}, {128, 128}, {256, 256, 256}, {512, 512, 512}, {512, 512, 512}};
    for (int group = 1; group <= groups.length; group++) {
      for (int i = 1; i <= groups[group - 1].length; i++) {
        net.convolution("conv" + group + "_" + i, groups[group - 1][i - 1] / WIDTH, 1);
        net.relu();
      }
      net.maxPool("pool" + group);
    }
    net.dense("fc6", 4096 / WIDTH, 512 / WIDTH * 7 * 7);
    net.relu();

    assertSameOutput(
        PublishedModel.VGG_FACE, Vgg16.BACKBONE.alone(training(), narrow()), net, 224, 224);
  }

  @Test
  void caffeFace() throws IOException {
    Prototxt net = new Prototxt(CaffeWriter.Dialect.V2, 112, 96, 0.5);
    convolution(net, "1a", 32, 0);
    convolution(net, "1b", 64, 0);
    net.maxPool("pool1b");
    blocks(net, 2, 64, 1);
    convolution(net, "2", 128, 0);
    net.maxPool("pool2");
    blocks(net, 3, 128, 2);
    convolution(net, "3", 256, 0);
    net.maxPool("pool3");
    blocks(net, 4, 256, 5);
    convolution(net, "4", 512, 0);
    net.maxPool("pool4");
    blocks(net, 5, 512, 3);
    net.dense("fc5", 512 / WIDTH, 512 / WIDTH * 5 * 4);

    assertSameOutput(
        PublishedModel.CAFFE_FACE, FaceResNet.BACKBONE.alone(training(), narrow()), net, 112, 96);
  }

  private static void convolution(Prototxt net, String name, int channels, int pad) {
    net.convolution("conv" + name, channels / WIDTH, pad);
    net.preLu("relu" + name);
  }

  private static void blocks(Prototxt net, int stage, int channels, int count) {
    for (int i = 1; i <= 2 * count; i += 2) {
      String shortcut = net.last();
      convolution(net, stage + "_" + i, channels, 1);
      convolution(net, stage + "_" + (i + 1), channels, 1);
      net.sum("res" + stage + "_" + (i + 1), shortcut, net.last());
    }
  }

  private void assertSameOutput(
      PublishedModel model,
      ComputationGraphConfiguration network,
      Prototxt net,
      int height,
      int width)
      throws IOException {
    float[] image = TestBlob.random(new SplittableRandom(1), 0, 1, 1, 3, height, width).values();
    ComputationGraph graph = CaffeImport.emptyGraph(network);
    Path file = Files.write(folder.resolve("net.caffemodel"), net.model());

    CaffeImport.fill(graph, NameTable.of(model), file);

    float[] ours =
        graph
            .outputSingle(Nd4j.createFromArray(image).reshape(1, 3, height, width))
            .toFloatVector();
    float[] theirs = openCv(net, image, height, width);
    assertThat(theirs).hasSameSizeAs(ours).satisfies(OpenCvTest::assertVaried);
    assertThat(ours).containsExactly(theirs, within(1e-4f));
  }

  private static void assertVaried(float[] values) {
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += value * value;
    }
    double mean = sum / values.length;
    assertThat(Math.sqrt(squares / values.length - mean * mean)).isBetween(0.1, 10.0);
  }

  private static float[] openCv(Prototxt net, float[] image, int height, int width) {
    try (Net caffe = readNetFromCaffe(net.text(), net.model());
        Mat input = new Mat(new int[] {1, 3, height, width}, opencv_core.CV_32F);
        FloatPointer pixels = new FloatPointer(input.data())) {
      pixels.put(image);
      caffe.setInput(input);
      try (Mat output = caffe.forward();
          FloatPointer features = new FloatPointer(output.data())) {
        float[] values = new float[Math.toIntExact(output.total())];
        features.get(values);
        return values;
      }
    }
  }

  private static NeuralNetConfiguration.Builder training() {
    return new NeuralNetConfiguration.Builder();
  }

  private static Width narrow() {
    return new Width(1.0 / WIDTH);
  }
}
