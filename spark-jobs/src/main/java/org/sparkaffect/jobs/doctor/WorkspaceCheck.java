package org.sparkaffect.jobs.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.clip.FilePath;

/**
 * Whether a workspace can be written, read and renamed in, from the driver and from executors, and
 * whether they see the same one. What is tried happens in a folder that is removed again.
 */
final class WorkspaceCheck implements AutoCloseable {
  private static final String CHECK = "workspace";
  private static final String SEEN = "seen-by-all";

  private final Path root;
  private final Path folder;
  private final FileSystem files;
  private final boolean wasThere;

  /**
   * @throws IOException where nothing serves such a file system
   */
  WorkspaceCheck(Path root, Configuration hadoop) throws IOException {
    this.root = root;
    this.folder = new Path(root, ".doctor-" + UUID.randomUUID());
    this.files = FilePath.fileSystem(root, hadoop);
    this.wasThere = files.exists(root);
  }

  /** The driver's part, which comes first. */
  Finding ofDriver(String where) {
    try {
      Path part = new Path(folder, "part");
      write(part);
      rename(part, new Path(folder, SEEN));
      return Finding.ok(where, CHECK, "%s can be written, and files in it renamed", root);
    } catch (IOException | RuntimeException e) {
      return Finding.problem(
          where,
          CHECK,
          "%s cannot be written (%s): mend that, or name another",
          root,
          e.getMessage());
    }
  }

  Path folder() {
    return folder;
  }

  /**
   * An executor's part.
   *
   * @param folder that of the driver's check
   */
  static Finding ofExecutor(String where, Path folder, Configuration hadoop) {
    try {
      FileSystem files = FilePath.fileSystem(folder, hadoop);
      if (!files.exists(new Path(folder, SEEN))) {
        return Finding.problem(
            where,
            CHECK,
            "%s is another one here than the driver's: name a folder on a file system that all share",
            folder.getParent());
      }
      Path part = new Path(folder, UUID.randomUUID().toString());
      try (OutputStream out = files.create(part, false)) {
        out.write(where.getBytes(StandardCharsets.UTF_8));
      }
      return Finding.ok(where, CHECK, "%s is the driver's, and can be written", folder.getParent());
    } catch (IOException | RuntimeException e) {
      return Finding.problem(
          where,
          CHECK,
          "%s cannot be written here (%s): mend that, or name another",
          folder.getParent(),
          e.getMessage());
    }
  }

  private void write(Path file) throws IOException {
    byte[] text = SEEN.getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = files.create(file, false)) {
      out.write(text);
    }
    try (InputStream in = files.open(file)) {
      if (in.readAllBytes().length != text.length) {
        throw new IOException("what was written is not what is read");
      }
    }
  }

  private void rename(Path from, Path to) throws IOException {
    if (!files.rename(from, to)) {
      throw new IOException("the file system renames no file");
    }
  }

  @Override
  public void close() throws IOException {
    files.delete(folder, true);
    if (!wasThere && files.exists(root) && files.listStatus(root).length == 0) {
      files.delete(root, false); // a job may have begun there meanwhile
    }
  }
}
