package org.sparkaffect.jobs.table;

import java.util.List;

/**
 * What the clips of a file say.
 *
 * @param clips that it was cut to, or one
 * @param rejected those of them that no network could score
 * @param seconds that the clips which were scored cover; null where their ends are not known
 * @param shares of the emotions in their order among the clips that were scored; 0 where none was
 * @param moments the clips that were scored, in their order in time
 */
public record ArchiveRow(
    String uri, long clips, long rejected, Double seconds, double[] shares, List<Moment> moments) {
  /**
   * A clip.
   *
   * @param startMs from the file's start
   * @param probabilities of the emotions in their order
   */
  public record Moment(long startMs, float[] probabilities) {}
}
