package org.sparkaffect.jobs.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.sparkaffect.clip.FilePath;

/**
 * The folder of the tables. A job stages the files of a batch where no reader looks, and moves them
 * to their tables when the batch is complete.
 */
public final class Workspace {
  private static final Pattern PART =
      Pattern.compile("part-(?<job>.+)-(?<batch>\\d+)-\\d+\\.parquet");

  private final Path root;
  private final Configuration hadoop;
  private final FileSystem files;

  public Workspace(Path root, Configuration hadoop) throws WorkspaceException {
    this.root = root;
    this.hadoop = hadoop;
    try {
      this.files = FilePath.fileSystem(root, hadoop);
    } catch (IOException | RuntimeException e) { // the latter where a host or a jar is not there
      throw new WorkspaceException("open " + root, e);
    }
  }

  /** A file that waits for its batch to be complete. */
  public record Staged(String file, String table) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** The files of a table, in the order of their names. */
  public List<Path> parts(String table) throws WorkspaceException {
    Path folder = new Path(root, "tables/" + table);
    try {
      return Arrays.stream(files.listStatus(folder)).map(FileStatus::getPath).sorted().toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw new WorkspaceException("list " + folder, e);
    }
  }

  /** Where the rows of a table are that tell of one thing alone, such as a model. */
  public Path part(String table, String of) {
    return new Path(root, "tables/%s/part-%s.parquet".formatted(table, of));
  }

  /** The folder of a network's model. */
  public Path model(String network) {
    return new Path(root, "models/" + network);
  }

  /** Where a job tells of its last run. */
  public Path summary(String job) {
    return new Path(root, "summaries/%s.json".formatted(job));
  }

  /** A file of the report. */
  public Path report(String name) {
    return new Path(root, "report/" + name);
  }

  /** Where tasks of all jobs note what they have in hand. */
  public Path inHand() {
    return new Path(root, ".staging/in-hand");
  }

  /** Where the command that is at work tells so. */
  Path lock() {
    return staging("lock");
  }

  /**
   * Removes the lock.
   *
   * @param root whether the whole folder as well, where there is nothing in it
   */
  void unlock(boolean root) throws WorkspaceException {
    unstage("lock");
    if (root) {
      removeEmpty(this.root);
    }
  }

  boolean exists() throws WorkspaceException {
    try {
      return files.exists(root);
    } catch (IOException e) {
      throw new WorkspaceException("list " + root, e);
    }
  }

  /** An empty folder to stage files in. What an earlier run of the job left there is removed. */
  public Path stage(String job) throws WorkspaceException {
    remove(staging(job));
    Path attempt = new Path(staging(job), UUID.randomUUID().toString());
    make(attempt);
    return attempt;
  }

  /** Removes the staging folder of a job that is done. */
  public void unstage(String job) throws WorkspaceException {
    remove(staging(job));
    removeEmpty(new Path(root, ".staging"));
  }

  private void removeEmpty(Path folder) throws WorkspaceException {
    try {
      if (files.exists(folder) && files.listStatus(folder).length == 0) {
        files.delete(folder, false);
      }
    } catch (IOException e) {
      throw new WorkspaceException("remove " + folder, e);
    }
  }

  @Override
  public String toString() {
    return root.toString();
  }

  private Path staging(String job) {
    return new Path(root, ".staging/" + job);
  }

  private void make(Path folder) throws WorkspaceException {
    try {
      if (!files.mkdirs(folder)) {
        throw new IOException("the file system is read-only, or its permissions forbid it");
      }
    } catch (IOException e) {
      throw new WorkspaceException("make the folder " + folder, e);
    }
  }

  /** Removes a file or folder of the workspace, which need not be there. */
  public void remove(Path path) throws WorkspaceException {
    try {
      files.delete(path, true);
      if (files.exists(path)) {
        throw new IOException("the file system is read-only, or its permissions forbid it");
      }
    } catch (IOException e) {
      throw new WorkspaceException("remove " + path, e);
    }
  }

  /**
   * Moves the files of a batch to their tables, in the order given. The last one's table tells
   * which batches are complete: see {@link #nextBatch}.
   */
  public void commit(String job, int batch, List<Staged> staged) throws WorkspaceException {
    for (int i = 0; i < staged.size(); i++) {
      Path folder = new Path(root, "tables/" + staged.get(i).table());
      make(folder);
      String name = String.format(Locale.ROOT, "part-%s-%05d-%05d.parquet", job, batch, i);
      move(new Path(staged.get(i).file()), new Path(folder, name), false);
    }
  }

  /** Puts a file in the place of one of a table's, such that readers see the one or the other. */
  public void replace(Path part, Path file) throws WorkspaceException {
    move(file, part, true);
  }

  /** Puts a staged file in its place, whether or not there is one before it or a folder for it. */
  public void put(Path file, Path target) throws WorkspaceException {
    make(target.getParent());
    move(file, target, true);
  }

  /** Writes a small file in the place of the one before, such that readers see one or the other. */
  public void write(String job, Path target, byte[] bytes) throws WorkspaceException {
    Path staged = new Path(stage(job), target.getName());
    overwrite(staged, bytes);
    put(staged, target);
    unstage(job);
  }

  /** Writes a small file, of which readers may see a part. */
  void overwrite(Path file, byte[] bytes) throws WorkspaceException {
    write(file, bytes, true);
  }

  /** Writes a small file that is not there; false where it is. */
  boolean create(Path file, byte[] bytes) throws WorkspaceException {
    make(file.getParent());
    return write(file, bytes, false);
  }

  private boolean write(Path file, byte[] bytes, boolean overwrite) throws WorkspaceException {
    try (OutputStream out = files.create(file, overwrite)) {
      out.write(bytes);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException | FSError e) {
      throw new WorkspaceException("write " + file, e);
    }
  }

  /** What a small file holds; empty where there is none. */
  public Optional<byte[]> read(Path file) throws WorkspaceException {
    try (InputStream in = files.open(file)) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException | FSError e) {
      throw new WorkspaceException("read " + file, e);
    }
  }

  private void move(Path file, Path target, boolean overwrite) throws WorkspaceException {
    try {
      if (overwrite && !(files instanceof RawLocalFileSystem)) {
        overwrite(file, target);
      } else if (!files.rename(file, target)) { // which overwrites where POSIX holds
        throw new IOException("the file system refuses it");
      }
    } catch (IOException e) {
      throw new WorkspaceException("move %s to %s".formatted(file, target), e);
    }
  }

  private void overwrite(Path file, Path target) throws IOException {
    try {
      FileContext.getFileContext(target.toUri(), hadoop).rename(file, target, Rename.OVERWRITE);
    } catch (UnsupportedFileSystemException e) { // as of some object stores
      files.delete(target, false);
      if (!files.rename(file, target)) {
        throw new IOException("the file system refuses it", e);
      }
    }
  }

  /**
   * The number of the next batch of a job. Files of a batch that has none in {@code last}, the
   * table that is committed last, are of a run that was killed while it committed: they are
   * removed.
   */
  public int nextBatch(String job, String last, List<String> others) throws WorkspaceException {
    Set<Integer> complete =
        parts(last).stream()
            .flatMapToInt(part -> batch(job, part).stream())
            .boxed()
            .collect(Collectors.toSet());
    for (String other : others) {
      for (Path part : parts(other)) {
        OptionalInt batch = batch(job, part);
        if (batch.isPresent() && !complete.contains(batch.getAsInt())) {
          remove(part);
        }
      }
    }
    return complete.stream().mapToInt(batch -> batch + 1).max().orElse(0);
  }

  /** The batch of a job that a table's file is of; empty where it is another job's. */
  public static OptionalInt batch(String job, Path part) {
    Matcher name = PART.matcher(part.getName());
    return name.matches() && name.group("job").equals(job)
        ? OptionalInt.of(Integer.parseInt(name.group("batch")))
        : OptionalInt.empty();
  }
}
