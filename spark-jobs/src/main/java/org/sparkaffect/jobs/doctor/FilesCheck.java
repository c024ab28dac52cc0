package org.sparkaffect.jobs.doctor;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.sparkaffect.clip.FilePath;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.network.VisualModel;
import org.sparkaffect.network.VoiceNetwork;
import org.sparkaffect.network.VoiceTask;

/** Whether what the settings name can be read from a process. */
final class FilesCheck {
  /** Files or folders that jobs read, of any format. */
  private static final List<String> INPUTS =
      List.of(
          "manifest",
          "score-archive.archive",
          "score-archive.models",
          "score-archive.weights",
          "fuse.weights");

  private static final String WEIGHTS = ".weights";

  /** As every zip begins. */
  private static final byte[] ZIP = {'P', 'K'};

  private final String where;
  private final Configuration hadoop;

  FilesCheck(String where, Configuration hadoop) {
    this.where = where;
    this.hadoop = hadoop;
  }

  List<Finding> of(Settings settings) {
    List<Finding> findings = new ArrayList<>();
    INPUTS.stream()
        .filter(settings.config()::hasPath)
        .forEach(key -> findings.add(input(key, settings.path(key))));
    Stream.of(VisualModel.NAMES, VoiceNetwork.labels(VoiceTask.EMOTION))
        .flatMap(List::stream)
        .map(network -> network + WEIGHTS)
        .filter(settings.config()::hasPath)
        .forEach(key -> findings.add(weights(key, settings.path(key))));
    return findings;
  }

  private Finding input(String key, Path path) {
    try {
      FileSystem files = FilePath.fileSystem(path, hadoop);
      FileStatus status = files.getFileStatus(path);
      if (status.isDirectory()) {
        files.listStatus(path);
      } else {
        head(path, 1);
      }
      return Finding.ok(where, key, "%s can be read", path);
    } catch (IOException | RuntimeException e) {
      return unreadable(key, path, e);
    }
  }

  private Finding weights(String key, Path file) {
    try {
      return Arrays.equals(head(file, ZIP.length), ZIP)
          ? Finding.ok(where, key, "%s can be read", file)
          : Finding.problem(
              where,
              key,
              "%s is no file that affect import-weights wrote: write it with that, or name another",
              file);
    } catch (IOException | RuntimeException e) {
      return unreadable(key, file, e);
    }
  }

  private byte[] head(Path file, int bytes) throws IOException {
    try (InputStream in = FilePath.fileSystem(file, hadoop).open(file)) {
      return in.readNBytes(bytes);
    }
  }

  private Finding unreadable(String check, Path path, Exception e) {
    return Finding.problem(
        where,
        check,
        "%s cannot be read here (%s): mend that, or put it where the driver and all executors see it",
        path,
        e instanceof FileNotFoundException ? "there is no such file" : e.getMessage());
  }
}
