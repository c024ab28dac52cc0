package org.sparkaffect.jobs.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.clip.FilePath;

/**
 * The folder of the tables. A job stages the files of a batch where no reader looks, and moves them
 * to their tables when the batch is complete.
 */
public final class Workspace {
  private final Path root;
  private final FileSystem files;

  public Workspace(Path root, Configuration hadoop) throws IOException {
    this.root = root;
    this.files = FilePath.fileSystem(root, hadoop);
  }

  /** A file that waits for its batch to be complete. */
  public record Staged(String file, String table) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  public Path folder(String table) {
    return new Path(root, "tables/" + table);
  }

  /** The folder of a table as Spark's readers take it, which see patterns in paths. */
  public String pattern(String table) {
    return folder(table).toString().replaceAll("[\\[\\]{}*?\\\\]", "\\\\$0");
  }

  public boolean has(String table) throws IOException {
    return !parts(table).isEmpty();
  }

  /** An empty folder to stage files in. What an earlier run of the job left there is removed. */
  public Path stage(String job) throws IOException {
    Path staging = new Path(root, ".staging/" + job);
    files.delete(staging, true);
    Path attempt = new Path(staging, UUID.randomUUID().toString());
    files.mkdirs(attempt);
    return attempt;
  }

  /** Removes the staging folder of a job that is done. */
  public void unstage(String job) throws IOException {
    files.delete(new Path(root, ".staging/" + job), true);
    Path staging = new Path(root, ".staging");
    if (files.exists(staging) && files.listStatus(staging).length == 0) {
      files.delete(staging, false);
    }
  }

  /**
   * Moves the files of a batch to their tables, in the order given. The last one's table tells
   * which batches are complete: see {@link #nextBatch}.
   */
  public void commit(String job, int batch, List<Staged> staged) throws IOException {
    for (int i = 0; i < staged.size(); i++) {
      Path folder = folder(staged.get(i).table());
      files.mkdirs(folder);
      Path target = new Path(folder, "%s%05d-%05d.parquet".formatted(prefix(job), batch, i));
      move(new Path(staged.get(i).file()), target);
    }
  }

  private void move(Path file, Path target) throws IOException {
    try {
      if (!files.rename(file, target)) {
        throw new IOException("the file system refuses it");
      }
    } catch (IOException e) {
      throw new IOException("cannot move %s to %s: %s".formatted(file, target, e.getMessage()), e);
    }
  }

  /**
   * The number of the next batch of a job. Files of a batch that has none in {@code last}, the
   * table that is committed last, are of a run that was killed while it committed: they are
   * removed.
   */
  public int nextBatch(String job, String last, List<String> others) throws IOException {
    List<Integer> complete = batches(job, last);
    for (String other : others) {
      for (FileStatus part : parts(other)) {
        String name = part.getPath().getName();
        if (name.startsWith(prefix(job)) && !complete.contains(batch(job, name))) {
          files.delete(part.getPath(), false);
        }
      }
    }
    return complete.stream().mapToInt(batch -> batch + 1).max().orElse(0);
  }

  private List<Integer> batches(String job, String table) throws IOException {
    List<Integer> batches = new ArrayList<>();
    for (FileStatus part : parts(table)) {
      if (part.getPath().getName().startsWith(prefix(job))) {
        batches.add(batch(job, part.getPath().getName()));
      }
    }
    return batches;
  }

  private List<FileStatus> parts(String table) throws IOException {
    try {
      return List.of(files.listStatus(folder(table)));
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  private static String prefix(String job) {
    return "part-" + job + "-";
  }

  private static int batch(String job, String fileName) {
    return Integer.parseInt(fileName.substring(prefix(job).length()).split("-")[0]);
  }
}
