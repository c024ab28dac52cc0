package org.sparkaffect.jobs.table;

/**
 * A measure of two sets of frame features.
 *
 * @param left the clip and view that come first
 * @param features whose they are: backbone and level
 * @param kernel the kernel that is a function of it
 */
public record GramRow(Key left, Key right, String features, String kernel, double value) {
  /** A clip in a view. */
  public record Key(String clipId, int view) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byClip = clipId.compareTo(other.clipId);
      return byClip == 0 ? Integer.compare(view, other.view) : byClip;
    }
  }
}
