package org.sparkaffect.clip;

import java.io.Serializable;
import java.util.Objects;
import org.sparkaffect.emotion.Emotion;

/**
 * A stretch of one media file that is judged as a whole.
 *
 * @param id stable name, unique in a workspace
 * @param uri absolute URI of the file, on any Hadoop file system, such that {@code new Path(uri)}
 *     is the file; like every string of Hadoop's Path it is not percent-encoded ({@code file:/a/50%
 *     off.mp4}), so {@link java.net.URI} may refuse it
 * @param startMs start in ms from the file's start, or null for the file's start
 * @param endMs end in ms from the file's start, exclusive, or null for the file's end
 * @param label true emotion, or null where unknown
 * @param split part of the data set, or null where unknown
 * @param subject person seen or heard, or null where unknown
 */
public record Clip(
    String id, String uri, Long startMs, Long endMs, Emotion label, Split split, String subject)
    implements Serializable {

  public Clip {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(uri, "uri");
  }

  /** A clip that is the whole of a file of which nothing else is known. */
  public static Clip ofFile(String id, String uri) {
    return new Clip(id, uri, null, null, null, null, null);
  }

  /** The same person and label over another stretch of the file, named {@code ID@START-END}. */
  public Clip segment(long start, long end) {
    return new Clip(id + "@" + start + "-" + end, uri, start, end, label, split, subject);
  }
}
