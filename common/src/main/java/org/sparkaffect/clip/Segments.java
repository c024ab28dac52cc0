package org.sparkaffect.clip;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a long clip into clips of equal length. A rest shorter than {@code lengthMs} at the end is a
 * clip of its own only where nothing else covers it.
 *
 * @param lengthMs length of a segment in ms
 * @param hopMs from the start of one to the start of the next, in ms
 */
public record Segments(long lengthMs, long hopMs) implements Serializable {

  public Segments {
    if (lengthMs < 1 || hopMs < 1) {
      throw new InputException("segments.length and segments.hop must be at least 1 ms");
    }
  }

  /** The segments of {@code clip}, which ends at {@code endMs} of its file. */
  public List<Clip> cut(Clip clip, long endMs) {
    List<Clip> segments = new ArrayList<>();
    long start = clip.startMs() == null ? 0 : clip.startMs();
    while (start < endMs) {
      long end = Math.min(start + lengthMs, endMs);
      segments.add(clip.segment(start, end));
      if (end == endMs) {
        break;
      }
      start += hopMs;
    }
    return segments;
  }
}
