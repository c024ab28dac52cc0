package org.sparkaffect.imageset;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The time that all six kernels of random sets take against that of plain products of float
 * matrices with as many multiplications, in turn in one process: {@code deploy/benchmark-imageset}.
 */
public final class GramBenchmark {
  private static final int FRAMES = 16;
  private static final int RANK = 5;
  private static final int BLOCK = 64;
  private static final List<Measure> MEASURES = Measure.all(List.of(RANK));

  private GramBenchmark() {}

  /** Of a number of clips, the dimension of their features, and how often. */
  public static void main(String[] args) {
    int clips = Integer.parseInt(args[0]);
    int dimension = Integer.parseInt(args[1]);
    for (int round = 0; round < Integer.parseInt(args[2]); round++) {
      run(clips, dimension);
    }
  }

  /** Each pair of blocks once: half of all products, and the diagonal's. */
  private static void run(int clips, int dimension) {
    List<float[][]> frames = new ArrayList<>();
    for (int i = 0; i < clips; i++) {
      frames.add(frames(dimension, i));
    }
    long begin = System.nanoTime();
    List<SetBlock> blocks = new ArrayList<>();
    for (int i = 0; i < clips; i += BLOCK) {
      blocks.add(
          SetBlock.of(
              frames.subList(i, Math.min(clips, i + BLOCK)).stream()
                  .map(each -> ImageSet.of(each, RANK))
                  .toList()));
    }
    double sets = (System.nanoTime() - begin) / 1e9;
    double products = 0;
    double kernels = 0;
    for (int i = 0; i < blocks.size(); i++) {
      for (int j = i; j < blocks.size(); j++) {
        INDArray left = Nd4j.rand(DataType.FLOAT, blocks.get(i).size() * FRAMES, dimension);
        INDArray right = Nd4j.rand(DataType.FLOAT, blocks.get(j).size() * FRAMES, dimension);
        long first = System.nanoTime();
        INDArray product = left.mmul(right.transpose());
        long second = System.nanoTime();
        if (i == j) {
          blocks.get(i).measure(MEASURES);
        } else {
          blocks.get(i).measure(blocks.get(j), MEASURES);
        }
        kernels += (System.nanoTime() - second) / 1e9;
        products += (second - first) / 1e9;
        List.of(left, right, product).forEach(INDArray::close);
      }
    }
    blocks.forEach(SetBlock::close);
    System.out.printf(
        "%d clips of %d x %d: products %.2f s, sets %.2f s, kernels %.2f s, ratio %.2f%n",
        clips, FRAMES, dimension, products, sets, kernels, (sets + kernels) / products);
  }

  private static float[][] frames(int dimension, long seed) {
    Random random = new Random(seed);
    float[][] frames = new float[FRAMES][dimension];
    for (float[] frame : frames) {
      for (int i = 0; i < dimension; i++) {
        frame[i] = random.nextFloat();
      }
    }
    return frames;
  }
}
