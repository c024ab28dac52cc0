package org.sparkaffect.jobs.train;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The order in which training takes its clips: all of them, shuffled, then all again, shuffled
 * anew, without end. So minibatches are always full, and each worker has as many as any other.
 */
final class Deck {
  private final int clips;
  private final long seed;
  private List<Integer> order = List.of();
  private long orderOfEpoch = -1;

  Deck(int clips, long seed) {
    this.clips = clips;
    this.seed = seed;
  }

  /** A clip in its turn: the name under which a worker is told of it. */
  record Card(long epoch, int clip) {
    static Card parse(String name) {
      int dash = name.indexOf('-');
      return new Card(
          Long.parseLong(name.substring(0, dash)), Integer.parseInt(name.substring(dash + 1)));
    }

    @Override
    public String toString() {
      return epoch + "-" + clip;
    }
  }

  /** The card at a position, from 0 on. */
  Card at(long position) {
    long epoch = position / clips;
    if (epoch != orderOfEpoch) {
      order = shuffled(epoch);
      orderOfEpoch = epoch;
    }
    return new Card(epoch, order.get((int) (position % clips)));
  }

  /** Minibatches from a position on, each as the names of its cards. */
  List<String> minibatches(long position, int count, int size) {
    List<String> minibatches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<String> cards = new ArrayList<>();
      for (int j = 0; j < size; j++) {
        cards.add(at(position + (long) i * size + j).toString());
      }
      minibatches.add(String.join(",", cards));
    }
    return minibatches;
  }

  private List<Integer> shuffled(long epoch) {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < clips; i++) {
      indices.add(i);
    }
    Collections.shuffle(indices, Draws.of(seed, "order", Long.toString(epoch)));
    return indices;
  }
}
