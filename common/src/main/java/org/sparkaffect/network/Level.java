package org.sparkaffect.network;

import java.util.function.ToIntFunction;

/**
 * Activations of a backbone that the head of a network reads.
 *
 * @param layer the vertex that gives them
 * @param channels by the width of the network
 * @param height 1 where it is a vector
 * @param width likewise
 */
public record Level(String layer, ToIntFunction<Width> channels, int height, int width) {
  /** A level whose layer scales its channels by itself, with so many at full width. */
  static Level image(String layer, int channels, int height, int width) {
    return new Level(layer, network -> network.of(channels), height, width);
  }

  /** Likewise, a level that is a vector. */
  static Level vector(String layer, int size) {
    return image(layer, size, 1, 1);
  }

  private boolean isVector() {
    return height == 1 && width == 1;
  }

  /** Whether averaging to a grid makes it smaller. */
  boolean isPooled(PyramidPooling pooling) {
    return !isVector() && !pooling.isFlat();
  }

  /** How many values the head reads of each step. */
  int size(PyramidPooling pooling, Width network) {
    return channels.applyAsInt(network)
        * (isPooled(pooling) ? pooling.rows() * pooling.columns() : height * width);
  }
}
