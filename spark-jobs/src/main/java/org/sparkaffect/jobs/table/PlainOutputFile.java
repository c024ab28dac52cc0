package org.sparkaffect.jobs.table;

import java.io.Closeable;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.sparkaffect.clip.FilePath;

/** A file without the hidden checksum file that Hadoop lays beside local ones. */
final class PlainOutputFile implements OutputFile, Closeable {
  private final Path path;
  private final FileSystem files;
  private FSDataOutputStream out;

  PlainOutputFile(Path path, Configuration hadoop) throws IOException {
    this.path = path;
    this.files = FilePath.fileSystem(path, hadoop);
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) throws IOException {
    return stream(false);
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) throws IOException {
    return stream(true);
  }

  private PositionOutputStream stream(boolean overwrite) throws IOException {
    out = files.create(path, overwrite);
    return HadoopStreams.wrap(out);
  }

  /** Parquet's writer closes its stream only where it could write the file to its end. */
  @Override
  public void close() throws IOException {
    if (out != null) {
      out.close();
    }
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return files.getDefaultBlockSize(path);
  }

  @Override
  public String getPath() {
    return path.toString();
  }
}
