package org.sparkaffect.network;

import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Images and clips in two shapes of the same memory: channels are the second dimension, as
 * everywhere in these networks, but all values of a pixel lie together, which is how oneDNN
 * convolves in half the time.
 */
final class ChannelsLast {
  private ChannelsLast() {}

  /**
   * The values with channels as the last dimension, one after the other in memory: a copy, where
   * they do not lie so.
   *
   * @param images batch x channels x ...
   */
  static INDArray of(INDArray images) {
    int rank = images.rank();
    int[] order =
        IntStream.range(0, rank).map(i -> i == 0 ? 0 : i == rank - 1 ? 1 : i + 1).toArray();
    INDArray last = images.permute(order);
    return isContiguous(last) ? last : last.dup('c');
  }

  /** The shape with channels as the second dimension, of the same memory. */
  static INDArray channelsSecond(INDArray images) {
    int rank = images.rank();
    return images.permute(
        IntStream.range(0, rank).map(i -> i == 0 ? 0 : i == 1 ? rank - 1 : i - 1).toArray());
  }

  private static boolean isContiguous(INDArray array) {
    long stride = 1;
    for (int i = array.rank() - 1; i >= 0; i--) {
      if (array.size(i) != 1 && array.stride(i) != stride) {
        return false;
      }
      stride *= array.size(i);
    }
    return true;
  }
}
