package org.sparkaffect.jobs.extract;

import java.io.IOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.clip.FilePath;

/** The bytes of a file; 0 where the file system will not say, as extraction will find out why. */
public final class FileSize implements Function<FileClips, Long> {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(FileSize.class);

  private final Broadcast<SerializableConfiguration> hadoop;

  public FileSize(Broadcast<SerializableConfiguration> hadoop) {
    this.hadoop = hadoop;
  }

  @Override
  public Long call(FileClips file) {
    Path path = new Path(file.uri());
    try {
      return FilePath.fileSystem(path, hadoop.value().value()).getFileStatus(path).getLen();
    } catch (IOException | RuntimeException e) { // HDFS throws the latter for a host that is none
      log.debug("no size of {}", path, e);
      return 0L;
    }
  }
}
