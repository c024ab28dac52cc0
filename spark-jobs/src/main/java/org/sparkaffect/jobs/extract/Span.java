package org.sparkaffect.jobs.extract;

import java.util.Comparator;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.media.SoundSink;

/**
 * Where a clip lies in its file.
 *
 * @param startUs in microseconds from the file's start
 * @param endUs exclusive
 * @param toFileEnd whether the clip reaches to the file's end, wherever that turns out to be
 */
record Span(Clip clip, long startUs, long endUs, boolean toFileEnd) implements Comparable<Span> {
  private static final Comparator<Span> ORDER =
      Comparator.comparingLong(Span::startUs).thenComparing(span -> span.clip.id());

  /** By where they start. */
  @Override
  public int compareTo(Span other) {
    return ORDER.compare(this, other);
  }

  /** When the clip is complete; never before the file's end if it reaches to that. */
  long completeUs() {
    return toFileEnd ? Long.MAX_VALUE : endUs;
  }

  /** The clip's first sample of sound. */
  long firstSample() {
    return sample(startUs);
  }

  /** The sample behind its last. */
  long endSample() {
    return toFileEnd ? Long.MAX_VALUE : sample(endUs);
  }

  private static long sample(long us) {
    return us * (SoundSink.RATE / 1000) / 1000;
  }
}
