package org.sparkaffect.clip;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a long clip into clips of equal length. The first segment that reaches the clip's end is the
 * last, ends with the clip and may be shorter: an end that a segment covers starts no other.
 *
 * @param lengthMs length of a segment in ms
 * @param hopMs from the start of one to the start of the next, in ms; where it is more than {@code
 *     lengthMs}, what lies between two segments is left out
 */
public record Segments(long lengthMs, long hopMs) implements Serializable {

  public Segments {
    if (lengthMs < 1 || hopMs < 1) {
      throw new InputException("segments.length and segments.hop must be at least 1 ms");
    }
  }

  /** Whether a clip is a segment already, such as {@link #cut} makes them. */
  public boolean isOne(Clip clip) {
    Long start = clip.startMs();
    Long end = clip.endMs();
    return start != null
        && end != null
        && end - start <= lengthMs
        && clip.id().endsWith("@" + start + "-" + end);
  }

  /** The segments of {@code clip}, which ends at {@code endMs} of its file. */
  public List<Clip> cut(Clip clip, long endMs) {
    List<Clip> segments = new ArrayList<>();
    long start = clip.startMs() == null ? 0 : clip.startMs();
    while (start < endMs) {
      // Compared as rests, since "never cut" may be written as a length near Long.MAX_VALUE.
      long rest = endMs - start;
      segments.add(clip.segment(start, start + Math.min(lengthMs, rest)));
      start = rest <= Math.max(lengthMs, hopMs) ? endMs : start + hopMs;
    }
    return segments;
  }
}
