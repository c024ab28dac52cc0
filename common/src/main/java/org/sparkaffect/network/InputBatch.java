package org.sparkaffect.network;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Inputs of several clips as one.
 *
 * @param values with zeros behind the sequences that are shorter than others
 * @param mask 1 for each step that there is, 0 for each that was added; null where none was
 */
public record InputBatch(INDArray values, INDArray mask) {
  /** Puts inputs of one clip each together: vectors, images, or sequences of any length. */
  public static InputBatch of(List<INDArray> inputs) {
    long[] lengths = inputs.stream().mapToLong(InputBatch::length).toArray();
    long longest = Arrays.stream(lengths).max().orElseThrow();
    if (Arrays.stream(lengths).allMatch(length -> length == longest)) {
      return new InputBatch(Nd4j.concat(0, inputs.toArray(INDArray[]::new)), null);
    }
    return padded(inputs, lengths, longest);
  }

  private static long length(INDArray input) {
    return input.rank() == 3 ? input.size(2) : 1;
  }

  private static InputBatch padded(List<INDArray> inputs, long[] lengths, long longest) {
    float[][][] values = new float[lengths.length][(int) inputs.get(0).size(1)][(int) longest];
    float[][] mask = new float[lengths.length][(int) longest];
    for (int clip = 0; clip < lengths.length; clip++) {
      int length = (int) lengths[clip];
      float[][] features = inputs.get(clip).reshape(values[clip].length, length).toFloatMatrix();
      for (int i = 0; i < features.length; i++) {
        System.arraycopy(features[i], 0, values[clip][i], 0, length);
      }
      Arrays.fill(mask[clip], 0, length, 1);
    }
    return new InputBatch(Nd4j.createFromArray(values), Nd4j.createFromArray(mask));
  }
}
