package org.sparkaffect.face;

import java.util.List;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;

/**
 * A clip's 16 faces.
 *
 * @param frames in order of sampling time; where a sampled frame had no face, another stands in
 * @param facesFound how many of the 16 sampled frames had a face of their own
 */
public record FaceSequence(List<Frame> frames, int facesFound) {
  public static final int LENGTH = 16;

  /**
   * A frame that was really used.
   *
   * @param timeMs when it came on screen, in ms from the file's start
   */
  public record Frame(long timeMs, AlignedFace face) {}

  /**
   * When frame {@code index} of a clip is sampled, in microseconds: the middle of its sixteenth.
   */
  public static long sampleTimeUs(long startUs, long endUs, int index) {
    return startUs + (endUs - startUs) * (2L * index + 1) / (2L * LENGTH);
  }

  /** Gathers a clip's samples. */
  public static final class Builder {
    private final long[] timesUs = new long[LENGTH];
    private final AlignedFace[] faces = new AlignedFace[LENGTH];

    /**
     * @param index of the sample, 0 to 15
     * @param timeUs when its frame came on screen
     * @param face null where the frame has none
     */
    public void put(int index, long timeUs, AlignedFace face) {
      timesUs[index] = timeUs;
      faces[index] = face;
    }

    /**
     * @throws RejectedException if no sample has a face
     */
    public FaceSequence build() throws RejectedException {
      Frame[] frames = new Frame[LENGTH];
      int found = 0;
      for (int i = 0; i < LENGTH; i++) {
        int used = faces[i] != null ? i : nearestTo(i);
        frames[i] = new Frame(timesUs[used] / 1000, faces[used]);
        found += faces[i] != null ? 1 : 0;
      }
      return new FaceSequence(List.of(frames), found);
    }

    /** The sample nearest in time that has a face, the earlier one on a tie. */
    private int nearestTo(int index) throws RejectedException {
      int nearest = -1;
      for (int i = 0; i < LENGTH; i++) {
        if (faces[i] != null && (nearest < 0 || distance(i, index) < distance(nearest, index))) {
          nearest = i;
        }
      }
      if (nearest < 0) {
        throw new RejectedException(
            RejectReason.NO_FACE, "no face in any of the " + LENGTH + " frames looked at");
      }
      return nearest;
    }

    private long distance(int a, int b) {
      return Math.abs(timesUs[a] - timesUs[b]);
    }
  }
}
