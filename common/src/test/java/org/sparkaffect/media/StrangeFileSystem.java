package org.sparkaffect.media;

import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files that are read as a test says: slowly, or until it fails. */
final class StrangeFileSystem extends RawLocalFileSystem {
  /** What happens when a byte at a position is to be read. */
  interface Manner {
    /** Returns how many bytes may be read at once. */
    int read(long position) throws IOException;
  }

  private static volatile Manner manner;
  private static volatile byte[] lastRead;

  static Path path(java.nio.file.Path file) {
    return new Path("strange://here" + file);
  }

  static Configuration configuration(Manner manner) {
    StrangeFileSystem.manner = manner;
    lastRead = null;
    Configuration configuration = new Configuration();
    configuration.set("fs.strange.impl", StrangeFileSystem.class.getName());
    configuration.setBoolean("fs.strange.impl.disable.cache", true);
    return configuration;
  }

  /** The content of the file that was opened last, as only its stream holds it. */
  static byte[] lastRead() {
    return lastRead;
  }

  @Override
  public URI getUri() {
    return URI.create("strange://here");
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    lastRead = Files.readAllBytes(pathToFile(path).toPath());
    return new FSDataInputStream(new Stream(lastRead));
  }

  private static final class Stream extends FSInputStream {
    private final byte[] bytes;
    private int position;

    Stream(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void seek(long target) throws IOException {
      if (target > bytes.length) {
        throw new EOFException("beyond the end");
      }
      position = (int) target;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public boolean seekToNewSource(long target) {
      return false;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = Math.min(Math.min(length, manner.read(position)), bytes.length - position);
      if (count <= 0) {
        return -1;
      }
      System.arraycopy(bytes, position, target, offset, count);
      position += count;
      return count;
    }
  }
}
