package org.sparkaffect.imageset;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The time that all six kernels of random sets take against that of a plain product of float
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
      double product = productSeconds(clips, dimension);
      Gram gram = gramSeconds(clips, dimension);
      System.out.printf(
          "%d clips of %d x %d: product %.2f s, sets %.2f s, kernels %.2f s, ratio %.2f%n",
          clips,
          FRAMES,
          dimension,
          product,
          gram.sets,
          gram.pairs,
          (gram.sets + gram.pairs) / product);
    }
  }

  /** Block by block, each pair of blocks once: half of all products, and the diagonal's. */
  private static double productSeconds(int clips, int dimension) {
    INDArray block = Nd4j.randn(DataType.FLOAT, BLOCK * FRAMES, dimension);
    INDArray other = Nd4j.randn(DataType.FLOAT, BLOCK * FRAMES, dimension);
    double pairs = clips * (clips + 1.0) / 2 / (BLOCK * BLOCK);
    long begin = System.nanoTime();
    for (int i = 0; i < Math.round(pairs); i++) {
      block.mmul(other.transpose()).close();
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private record Gram(double sets, double pairs) {}

  private static Gram gramSeconds(int clips, int dimension) {
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
    long between = System.nanoTime();
    for (int i = 0; i < blocks.size(); i++) {
      blocks.get(i).measure(MEASURES);
      for (int j = i + 1; j < blocks.size(); j++) {
        blocks.get(i).measure(blocks.get(j), MEASURES);
      }
    }
    long end = System.nanoTime();
    blocks.forEach(SetBlock::close);
    return new Gram((between - begin) / 1e9, (end - between) / 1e9);
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
