package org.sparkaffect.jobs.extract;

import java.util.Arrays;
import org.sparkaffect.media.SoundSink;

/** The sound of one stretch of a file: 16 kHz, mono, 16 bit; silence where the file has a gap. */
public final class SoundBuffer implements SoundSink {
  private static final int LEAST_ROOM = RATE;

  private final long from;
  private final long to;
  private short[] samples = new short[0];
  private int length;

  /**
   * @param from first sample, from the file's start
   * @param to behind the last one
   */
  public SoundBuffer(long from, long to) {
    this.from = from;
    this.to = to;
  }

  @Override
  public void samples(long position, short[] given, int count) {
    long begin = Math.max(position, from);
    long end = Math.min(position + count, to);
    if (begin < end) {
      if (end - from > samples.length) {
        long room = Math.max(2L * samples.length, Math.max(end - from, LEAST_ROOM));
        samples = Arrays.copyOf(samples, (int) Math.min(room, to - from));
      }
      int at = (int) (begin - from);
      System.arraycopy(given, (int) (begin - position), samples, at, (int) (end - begin));
      length = (int) (end - from);
    }
  }

  /** Scales the samples such that the loudest is full scale; silence stays what it is. */
  void scaleToPeak() {
    int peak = 0;
    for (int i = 0; i < length; i++) {
      peak = Math.max(peak, Math.abs(samples[i]));
    }
    for (int i = 0; i < length && peak > 0; i++) {
      samples[i] = (short) Math.round((double) samples[i] * Short.MAX_VALUE / peak);
    }
  }

  /** The samples, of which {@link #length} count. */
  public short[] samples() {
    return samples;
  }

  public int length() {
    return length;
  }
}
