package org.sparkaffect.jobs.batch;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.FilePath;
import org.sparkaffect.jobs.table.WorkspaceException;

/**
 * Notes of what the tasks of a job have in hand, one small file an attempt at a task. A note whose
 * process is dead tells which clips may have been the cause of it.
 */
final class InHand {
  /**
   * What an attempt has in hand.
   *
   * @param batch the tasks that the driver gave to Spark together
   * @param partition the task among them
   * @param attempt Spark's number of the attempt, unique in an application
   * @param alone whether nothing else was in hand anywhere
   */
  record Note(String batch, int partition, long attempt, boolean alone, List<String> clips) {}

  private final Path folder;
  private final String job;
  private final FileSystem files;

  InHand(Path folder, String job, Configuration hadoop) throws WorkspaceException {
    this.folder = folder;
    this.job = job;
    try {
      this.files = FilePath.fileSystem(folder, hadoop);
    } catch (IOException e) {
      throw new WorkspaceException("open " + folder, e);
    }
  }

  private Path file(String batch, int partition, long attempt) {
    return new Path(folder, "%s.%s.%d.%d".formatted(job, batch, partition, attempt));
  }

  /** Writes an attempt's note over its last. */
  void note(Note note) throws WorkspaceException {
    write(
        file(note.batch(), note.partition(), note.attempt()),
        Map.of("alone", note.alone(), "clips", note.clips()));
  }

  private void write(Path file, Map<String, ?> content) throws WorkspaceException {
    String text = ConfigValueFactory.fromMap(content).render(ConfigRenderOptions.concise());
    try (OutputStream out = files.create(file, true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException | FSError e) {
      throw new WorkspaceException("write " + file, e);
    }
  }

  /** Removes an attempt's note: it ended, and its process lives. */
  void remove(Note note) throws WorkspaceException {
    delete(file(note.batch(), note.partition(), note.attempt()));
  }

  private void delete(Path path) throws WorkspaceException {
    try {
      files.delete(path, false);
    } catch (IOException e) {
      throw new WorkspaceException("remove " + path, e);
    }
  }

  /** All notes of the job. */
  List<Note> notes() throws WorkspaceException {
    return notes(note -> true);
  }

  /** The notes of some tasks that the driver gave to Spark together. */
  List<Note> notesOf(String batch) throws WorkspaceException {
    return notes(note -> note.batch().equals(batch));
  }

  /** The notes of other attempts at the same task. */
  List<Note> notesBeside(Note own) throws WorkspaceException {
    return notes(
        note ->
            note.batch().equals(own.batch())
                && note.partition() == own.partition()
                && note.attempt() != own.attempt());
  }

  /**
   * Only files of notes that are wanted are opened: a cluster has as many as it has tasks.
   *
   * @param wanted tells by what a file's name says
   */
  private List<Note> notes(Predicate<Note> wanted) throws WorkspaceException {
    List<Note> notes = new ArrayList<>();
    for (FileStatus file : list()) {
      Note named = named(file).filter(wanted).orElse(null);
      Config content = named == null ? ConfigFactory.empty() : read(file.getPath());
      if (content.hasPath("clips")) {
        notes.add(
            new Note(
                named.batch(),
                named.partition(),
                named.attempt(),
                content.getBoolean("alone"),
                content.getStringList("clips")));
      }
    }
    return notes;
  }

  /** What the name of a file of notes says; nothing where it is another's. */
  private Optional<Note> named(FileStatus file) {
    String[] name = file.getPath().getName().split("\\.");
    return name.length == 4 && name[0].equals(job)
        ? Optional.of(
            new Note(name[1], Integer.parseInt(name[2]), Long.parseLong(name[3]), false, List.of()))
        : Optional.empty();
  }

  /** The clips that {@link #suspect} wrote down. */
  List<String> suspects() throws WorkspaceException {
    Config content = read(suspectsFile());
    return content.hasPath("clips") ? content.getStringList("clips") : List.of();
  }

  /** Writes down which clips are suspect. */
  void suspect(Collection<String> clips) throws WorkspaceException {
    write(suspectsFile(), Map.of("clips", List.copyOf(clips)));
  }

  private Path suspectsFile() {
    return new Path(folder, job + ".suspects");
  }

  /** Removes the notes; which clips are suspect stays. */
  void removeNotes() throws WorkspaceException {
    for (FileStatus file : list()) {
      if (named(file).isPresent()) {
        delete(file.getPath());
      }
    }
  }

  /** Removes all of the job's, and the folder where no other job needs it. */
  void clear() throws WorkspaceException {
    for (FileStatus file : list()) {
      if (file.getPath().getName().startsWith(job + ".")) {
        delete(file.getPath());
      }
    }
    if (list().length == 0) {
      delete(folder);
    }
  }

  private FileStatus[] list() throws WorkspaceException {
    try {
      return files.listStatus(folder);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    } catch (IOException e) {
      throw new WorkspaceException("list " + folder, e);
    }
  }

  /** Of a note that its process died in writing nothing is known, but then nothing was begun. */
  private Config read(Path file) throws WorkspaceException {
    try (Reader reader = new InputStreamReader(files.open(file), StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(reader);
    } catch (FileNotFoundException | ConfigException e) {
      return ConfigFactory.empty();
    } catch (IOException e) {
      throw new WorkspaceException("read " + file, e);
    }
  }

  static List<String> ids(Collection<Clip> clips) {
    return clips.stream().map(Clip::id).toList();
  }
}
