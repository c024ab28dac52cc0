package org.sparkaffect.jobs.imageset;

import java.io.Serializable;
import java.util.BitSet;
import java.util.List;

/**
 * Two blocks to compare; or one with itself, of which each pair of sets is looked at once.
 *
 * @param missing by measure, set of the left block and set of the right one: the values that the
 *     workspace has not
 */
record BlockPair(Block left, Block right, BitSet missing) implements Serializable {
  private static final long serialVersionUID = 1L;

  boolean isMissing(int measure, int left, int right) {
    return missing.get(index(measure, left, right));
  }

  int index(int measure, int left, int right) {
    return (measure * this.left.samples().size() + left) * this.right.samples().size() + right;
  }

  /** The blocks that are compared at all: for validation, with those to train on alone. */
  static List<BlockPair> all(List<Block> blocks) {
    return blocks.stream()
        .filter(Block::train)
        .flatMap(
            left ->
                blocks.stream()
                    .filter(right -> right.number() >= left.number())
                    .map(right -> new BlockPair(left, right, new BitSet())))
        .toList();
  }
}
