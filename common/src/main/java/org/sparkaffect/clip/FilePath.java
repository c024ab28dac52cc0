package org.sparkaffect.clip;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/** What users write for a file, made a Hadoop path; and names made of paths. */
public final class FilePath {
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:/");

  /** What relative paths that a user types are relative to. */
  public static final Path WORKING_DIRECTORY = new Path(new File("").getAbsoluteFile().toURI());

  private FilePath() {}

  /**
   * The file system to read media and manifests from. It is Hadoop's own, but for local files,
   * which are read without checksums: a checksum's file cannot be named after a file with a colon.
   */
  public static FileSystem fileSystem(Path path, Configuration hadoop) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    return files instanceof LocalFileSystem local ? local.getRaw() : files;
  }

  /**
   * The absolute path that {@code text} means. Text that starts with a scheme and {@code :/} is a
   * URI and stays; text that starts with {@code /} is on the default file system; all else is
   * relative to {@code folder}, be there a colon in a file's name or not.
   *
   * @throws IllegalArgumentException where no path can be made of the text, or nothing on the class
   *     path serves the URI's scheme
   */
  public static Path resolve(String text, Path folder, Configuration hadoop) {
    if (SCHEME.matcher(text).lookingAt()) {
      requireFileSystem(text.substring(0, text.indexOf(':')), hadoop);
      return new Path(text);
    }
    boolean absolute = text.startsWith("/");
    URI root = absolute ? FileSystem.getDefaultUri(hadoop) : folder.toUri();
    String path = absolute ? text : root.getPath() + "/" + text;
    return new Path(root.getScheme(), root.getAuthority(), path);
  }

  /** The path of {@code file} from {@code folder}, or its absolute path where it lies elsewhere. */
  static String relative(Path folder, Path file) {
    String prefix = folder.toString().endsWith("/") ? folder.toString() : folder + "/";
    String path = file.toString();
    return path.startsWith(prefix) ? path.substring(prefix.length()) : file.toUri().getPath();
  }

  /** A path without its file's extension. A leading dot begins a name, not an extension. */
  static String stem(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') + 1 ? path.substring(0, dot) : path;
  }

  private static void requireFileSystem(String scheme, Configuration hadoop) {
    try {
      FileSystem.getFileSystemClass(scheme, hadoop);
    } catch (IOException | RuntimeException e) {
      // The latter where a scheme is known to Hadoop, as s3a is, and its jar is not there.
      throw new IllegalArgumentException(
          "no file system for " + scheme + ": on the class path; add its jar, or mend the URI", e);
    }
  }
}
