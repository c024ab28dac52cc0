package org.sparkaffect.network;

import static org.sparkaffect.network.Networks.init;

import java.util.Scanner;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.sparkaffect.emotion.Emotion;

/**
 * Our side of {@code deploy/benchmark-networks}: one network at full width and one clip of noise.
 * It prints the count of parameters; then, for each line of standard input, which is {@code
 * forward} or {@code fit}, the seconds that one took.
 */
public final class NetworkBenchmark {
  private NetworkBenchmark() {}

  /** Of a network and, for resnet-lstm, its {@code pyramid.pooling}. */
  public static void main(String[] args) {
    ComputationGraph network = init(configuration(args));
    INDArray[] clip = {Nd4j.randn(DataType.FLOAT, shape(args[0]))};
    INDArray[] label = {Nd4j.zeros(DataType.FLOAT, 1, Emotion.values().length).putScalar(3, 1)};

    System.out.println(network.numParams());
    try (Scanner lines = new Scanner(System.in)) {
      while (lines.hasNextLine()) {
        String pass = lines.nextLine();
        long begin = System.nanoTime();
        if (pass.equals("fit")) {
          network.fit(clip, label);
        } else {
          network.output(clip);
        }
        System.out.println((System.nanoTime() - begin) / 1e9);
      }
    }
  }

  private static ComputationGraphConfiguration configuration(String[] args) {
    NeuralNetConfiguration.Builder training = Networks.training().updater(new Nesterovs(1e-6, 0.9));
    return switch (args[0]) {
      case "vgg16" -> Vgg16.BACKBONE.alone(training, Width.FULL);
      case "vgg-lstm" -> LstmNetwork.vggLstm(Width.FULL).endToEnd(training);
      case "resnet-lstm" ->
          LstmNetwork.resNetLstm(FaceResNet.BACKBONE, Width.FULL, PyramidPooling.parse(args[1]))
              .endToEnd(training);
      case "c3d" -> C3d.endToEnd(training, Width.FULL);
      default -> throw new IllegalArgumentException(args[0]);
    };
  }

  private static long[] shape(String network) {
    return switch (network) {
      case "vgg16" -> new long[] {16, 3, 224, 224};
      case "vgg-lstm" -> new long[] {1, 150_528, 16};
      case "resnet-lstm" -> new long[] {1, 32_256, 16};
      default -> new long[] {1, 3, 16, 112, 112};
    };
  }
}
