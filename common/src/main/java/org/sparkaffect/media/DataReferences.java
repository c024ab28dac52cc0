package org.sparkaffect.media;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.sparkaffect.clip.RejectedException;

/** The boxes of an MP4 or QuickTime file that say in which file each track's samples lie. */
final class DataReferences {
  private static final List<String> PATH = List.of("moov", "trak", "mdia", "minf", "dinf", "dref");

  /** A reference begins with version and flags, and may end there. */
  private static final int LEAST_REFERENCE = 12;

  private static final int SELF_CONTAINED = 1;

  private final FSDataInputStream in;
  private final Deadline deadline;

  private DataReferences(FSDataInputStream in, Deadline deadline) {
    this.in = in;
    this.deadline = deadline;
  }

  /** Whether a track's samples lie in another file. The stream stays where it is. */
  static boolean areExternal(FSDataInputStream in, long length, Deadline deadline)
      throws IOException, RejectedException {
    long position = in.getPos();
    boolean external = new DataReferences(in, deadline).anyExternal(0, 0, length);
    in.seek(position);
    return external;
  }

  /** Looks for the next step of the path in the boxes from {@code start} to {@code end}. */
  private boolean anyExternal(int depth, long start, long end)
      throws IOException, RejectedException {
    long box = start;
    while (box + 16 <= end) {
      deadline.check();
      in.seek(box);
      long size = Integer.toUnsignedLong(in.readInt());
      String type = new String(in.readNBytes(4), StandardCharsets.ISO_8859_1);
      long content = size == 1 ? box + 16 : box + 8;
      size = size == 1 ? in.readLong() : size == 0 ? end - box : size;
      if (size < content - box || size > end - box) {
        return false;
      }
      if (depth == PATH.size()) {
        if (size > LEAST_REFERENCE && (in.readInt() & SELF_CONTAINED) == 0) {
          return true;
        }
      } else if (type.equals(PATH.get(depth))) {
        long first = depth == PATH.size() - 1 ? content + 8 : content; // version, flags, count
        boolean external = anyExternal(depth + 1, first, box + size);
        if (external || depth == 0) {
          return external; // what follows the first of all, the media, is not walked through
        }
      }
      box += size;
    }
    return false;
  }
}
