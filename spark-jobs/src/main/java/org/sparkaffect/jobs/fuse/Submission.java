package org.sparkaffect.jobs.fuse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.clip.FilePath;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.jobs.table.FusedRow;

/** Files as the challenge took them: CLIP_ID.txt, with the label that was predicted. */
final class Submission {
  private Submission() {}

  /** Writes a file for each clip, over those of the same names. */
  static void write(Path folder, List<FusedRow> rows, Configuration hadoop) {
    try {
      FileSystem files = FilePath.fileSystem(folder, hadoop);
      for (FusedRow row : rows) {
        Path file = new Path(folder + "/" + row.clip().id() + ".txt");
        files.mkdirs(file.getParent());
        try (OutputStream out = files.create(file)) {
          out.write((row.predicted().label() + "\n").getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      throw new InputException(
          "cannot write the submission to %s: %s".formatted(folder, e.getMessage()), e);
    }
  }
}
