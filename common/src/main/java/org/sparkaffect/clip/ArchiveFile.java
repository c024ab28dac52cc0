package org.sparkaffect.clip;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file under an archive's folder that is media by its extension.
 *
 * @param relative path from the archive's folder
 * @param path absolute path
 */
record ArchiveFile(String relative, Path path) {
  /** Video before sound, and lossless sound before lossy: the best of two copies comes first. */
  private static final List<String> EXTENSIONS =
      List.of(
          (".mp4 .m4v .mov .avi .mkv .webm .flv .wmv .asf .mpg .mpeg .ts .mts .m2ts .3gp .ogv .vob"
                  + " .mxf .wav .flac .mp3 .m4a .aac .ogg .opus")
              .split(" "));

  static final Comparator<ArchiveFile> BEST_FIRST =
      Comparator.comparingInt((ArchiveFile file) -> EXTENSIONS.indexOf(file.extension()))
          .thenComparing(ArchiveFile::relative);

  /**
   * All media files under {@code root}, at any depth, by path. Names that Hadoop and Spark hide,
   * with a dot or an underscore first, are passed over.
   */
  static List<ArchiveFile> under(Path root, FileSystem files) throws IOException {
    List<ArchiveFile> found = new ArrayList<>();
    Deque<Path> folders = new ArrayDeque<>(List.of(root));
    while (!folders.isEmpty()) {
      // Not listFiles: on a local disk it starts one process a file to learn its permissions.
      for (FileStatus entry : files.listStatus(folders.pop())) {
        ArchiveFile file =
            new ArchiveFile(FilePath.relative(root, entry.getPath()), entry.getPath());
        if (hidden(entry.getPath())) {
          continue;
        }
        if (entry.isDirectory()) {
          folders.push(entry.getPath());
        } else if (EXTENSIONS.contains(file.extension())) {
          found.add(file);
        }
      }
    }
    found.sort(Comparator.comparing(ArchiveFile::relative));
    return found;
  }

  static boolean hidden(Path path) {
    return path.getName().startsWith(".") || path.getName().startsWith("_");
  }

  /** The relative path's steps: folders, then the file's name. */
  String[] steps() {
    return relative.split(Path.SEPARATOR);
  }

  /** The file's name without folders and extension. */
  String name() {
    return FilePath.stem(path.getName());
  }

  private String extension() {
    return path.getName().substring(name().length()).toLowerCase(Locale.ROOT);
  }
}
