package org.sparkaffect.clip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** A folder of a test, with files that have names but nothing in them. */
record Archive(Path folder) {
  static final SplitRule RULE = new SplitRule(0.3, 0.3, 0.4, 42);
  static final Configuration HADOOP = new Configuration();

  Archive with(String... files) throws IOException {
    for (String file : files) {
      write(file, "");
    }
    return this;
  }

  Path write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  List<Clip> read(Layout layout) {
    return Manifest.read(folder.toString(), layout, RULE, HADOOP);
  }

  String uri(String file) {
    return "file:" + folder.resolve(file);
  }
}
