package org.sparkaffect.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.sparkaffect.clip.FilePath;

/** The user's settings file, on any Hadoop file system; a local one can include others. */
final class SettingsFile {
  private final String name;

  /**
   * @param name a path or URI as the user typed it, or null for no file
   */
  SettingsFile(String name) {
    this.name = name;
  }

  /** Substitutions are not resolved yet. */
  Config parse() {
    if (name == null) {
      return ConfigFactory.empty();
    }
    try {
      URI uri = new Path(name).toUri();
      return uri.getScheme() == null || uri.getScheme().equals("file")
          ? parseLocal(new File(uri.getPath()))
          : parseRemote();
    } catch (FileNotFoundException e) {
      throw new SettingsException("there is no settings file '" + name + "'", e);
    } catch (IOException | IllegalArgumentException e) {
      throw new SettingsException(
          "the settings file '%s' cannot be read: %s".formatted(name, e.getMessage()), e);
    }
  }

  private Config parseLocal(File file) throws IOException {
    if (!file.exists()) {
      throw new FileNotFoundException();
    }
    if (!file.isFile() || !file.canRead()) {
      throw new IOException("it is not a readable file");
    }
    return ConfigFactory.parseFile(file);
  }

  private Config parseRemote() throws IOException {
    Path path = new Path(name);
    // Credentials come as Spark's properties (spark.hadoop.*), which Hadoop by itself does not see.
    var hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
    try (Reader reader =
        new InputStreamReader(path.getFileSystem(hadoop).open(path), StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(
          reader, ConfigParseOptions.defaults().setOriginDescription(name));
    }
  }

  /** The folder to which a relative path in a value of this origin is relative. */
  Path folder(ConfigOrigin origin) {
    if (origin.filename() != null) {
      return new Path(new File(origin.filename()).getAbsoluteFile().getParentFile().toURI());
    }
    return origin.description().startsWith(name + ":")
        ? new Path(name).getParent()
        : FilePath.WORKING_DIRECTORY;
  }
}
