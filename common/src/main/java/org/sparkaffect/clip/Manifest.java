package org.sparkaffect.clip;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists the clips that a user named by a table or by an archive's folder.
 *
 * <p>A table, CSV or Parquet, has the columns {@code clip_id, uri, label, split, subject, start_ms,
 * end_ms}, of which only {@code uri} must be there. Relative URIs are relative to the folder that
 * the table (or the folder of Parquet files) lies in, absolute paths are on the default file
 * system, and neither is percent-encoded. Without a {@code clip_id} a clip is named by its file's
 * path from that folder (by its absolute path, where it lies elsewhere) without extension, followed
 * by {@code @START-END} if a start or an end is given; an absent start is 0 there, an absent end
 * {@code end}.
 *
 * <p>In an archive clips are named by the path from its folder without extension, except where two
 * files differ in nothing else: these keep it. Hidden files and folders, whose names start with a
 * dot or an underscore, are passed over. RAVDESS gives its recordings of picture and sound
 * (modality 01), or those of sound (03) if there are none, with subjects such as {@code actor_05};
 * CREMA-D gives each recording once, from video where there is one, with subjects such as {@code
 * 1001}.
 */
public final class Manifest {
  private static final Logger LOG = LoggerFactory.getLogger(Manifest.class);
  private static final String PARQUET = ".parquet";

  private final String name;
  private final FileStatus root;
  private final FileSystem files;
  private final Configuration hadoop;

  private Manifest(String name, FileStatus root, FileSystem files, Configuration hadoop) {
    this.name = name;
    this.root = root;
    this.files = files;
    this.hadoop = hadoop;
  }

  /**
   * Reads the manifest at {@code uri}, a URI or a path on the default file system.
   *
   * @param layout how the clips are listed, or null to guess it from the names of most files
   * @param rule gives splits where the layout has subjects, but no splits (RAVDESS, CREMA-D)
   * @return at least one clip, no two with the same id, in the table's order or by path
   * @throws InputException where there is no manifest, or no clip in it, or it cannot be used; up
   *     to ten mistakes are named, a line each
   */
  public static List<Clip> read(String uri, Layout layout, SplitRule rule, Configuration hadoop) {
    try {
      Manifest manifest = open(uri, hadoop);
      Layout known = layout == null ? manifest.tableLayout() : layout;
      if (known == Layout.CSV) {
        return manifest.csv();
      }
      return known == Layout.PARQUET ? manifest.parquet() : manifest.archive(known, rule);
    } catch (IOException e) {
      throw new InputException("manifest " + uri + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Manifest open(String uri, Configuration hadoop) throws IOException {
    if (uri.isBlank()) {
      throw new InputException(
          "the manifest's URI is empty; give a CSV or Parquet file, or a folder of media");
    }
    try {
      Path path = FilePath.resolve(uri, FileSystem.get(hadoop).getWorkingDirectory(), hadoop);
      FileSystem files = FilePath.fileSystem(path, hadoop);
      return new Manifest(uri, files.getFileStatus(files.makeQualified(path)), files, hadoop);
    } catch (FileNotFoundException e) {
      throw new InputException(
          "there is no manifest " + uri + "; give a CSV or Parquet file, or a folder of media", e);
    } catch (IllegalArgumentException e) {
      throw new InputException("manifest '" + uri + "' cannot be used: " + e.getMessage(), e);
    }
  }

  /** The layout that the manifest's name tells, or null for a folder of media. */
  private Layout tableLayout() throws IOException {
    String lower = root.getPath().getName().toLowerCase(Locale.ROOT);
    if (lower.endsWith(".csv")) {
      return Layout.CSV;
    }
    if (lower.endsWith(PARQUET) || (root.isDirectory() && !parquetFiles().isEmpty())) {
      return Layout.PARQUET;
    }
    if (!root.isDirectory()) {
      throw new InputException(
          name + " ends neither in .csv nor in .parquet, and is no folder; name its --layout");
    }
    return null;
  }

  private List<Clip> csv() throws IOException {
    if (root.isDirectory()) {
      throw new InputException(name + " is a folder; layout csv takes one file");
    }
    ManifestTable table = new ManifestTable(folder(), hadoop);
    try (InputStream csv = files.open(root.getPath())) {
      CsvManifest.read(csv, name, table);
    }
    return listed(table.clips(), "write a header row, and a row for each clip");
  }

  private List<Clip> parquet() throws IOException {
    ManifestTable table = new ManifestTable(folder(), hadoop);
    if (root.isDirectory()) {
      for (Path file : parquetFiles()) {
        ParquetManifest.read(file, name + "/" + file.getName(), table, hadoop);
      }
    } else {
      ParquetManifest.read(root.getPath(), name, table, hadoop);
    }
    return listed(table.clips(), "write a row for each clip, in a file that ends in .parquet");
  }

  private List<Clip> archive(Layout given, SplitRule rule) throws IOException {
    if (!root.isDirectory()) {
      throw new InputException(
          name + " is a file; layout " + given.label() + " takes the folder that the media are in");
    }
    List<ArchiveFile> media = ArchiveFile.under(root.getPath(), files);
    FolderManifest folder = new FolderManifest(name, media);
    Layout layout = given == null ? folder.guess() : given;
    LOG.info("{}: {} media files, layout {}", name, media.size(), layout.label());
    return listed(
        folder.clips(layout, rule),
        media.isEmpty()
            ? "put media files there, such as .mp4 or .wav"
            : "none of its %d media files is named as in layout %s; name another --layout"
                .formatted(media.size(), layout.label()));
  }

  private List<Clip> listed(List<Clip> clips, String remedy) {
    if (clips.isEmpty()) {
      throw new InputException(name + " lists no clip; " + remedy);
    }
    return List.copyOf(clips);
  }

  /** The folder that the manifest lies in. */
  private Path folder() {
    Path path = root.getPath();
    return path.isRoot() ? path : path.getParent();
  }

  private List<Path> parquetFiles() throws IOException {
    return Stream.of(files.listStatus(root.getPath()))
        .filter(FileStatus::isFile)
        .map(FileStatus::getPath)
        .filter(path -> path.getName().endsWith(PARQUET) && !ArchiveFile.hidden(path))
        .sorted()
        .toList();
  }
}
