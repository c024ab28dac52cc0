package org.sparkaffect.jobs;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/**
 * The local disk under the scheme {@code fake}, which counts what is open. A file named {@code
 * fails-at-1000} cannot be read or written beyond 1000 bytes; one named {@code bug} is met with a
 * RuntimeException.
 */
public final class FakeFiles extends RawLocalFileSystem {
  public static final List<String> OPENED = new CopyOnWriteArrayList<>();
  public static final AtomicInteger WRITING = new AtomicInteger();

  private static final Pattern FAILS = Pattern.compile("fails-at-(\\d+)");

  public static String uri(java.nio.file.Path file) {
    return "fake:" + file.toAbsolutePath().normalize();
  }

  /** Makes the scheme known. */
  public static Configuration hadoop() {
    Configuration hadoop = new Configuration();
    hadoop.set("fs.fake.impl", FakeFiles.class.getName());
    return hadoop;
  }

  @Override
  public URI getUri() {
    return URI.create("fake:///");
  }

  @Override
  public String getScheme() {
    return "fake";
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    if (path.getName().startsWith("bug")) {
      throw new IllegalStateException("a bug met with " + path.getName());
    }
    return super.getFileStatus(path);
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    OPENED.add(path.getName());
    return new FSDataInputStream(new Input(super.open(path, bufferSize), end(path)));
  }

  @Override
  public FSDataOutputStream create(
      Path path,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    OutputStream out = super.create(path, overwrite, bufferSize, replication, blockSize, progress);
    WRITING.incrementAndGet();
    return new FSDataOutputStream(new Output(out, end(path)), null);
  }

  private static long end(Path path) {
    Matcher fails = FAILS.matcher(path.getName());
    return fails.find() ? Long.parseLong(fails.group(1)) : Long.MAX_VALUE;
  }

  /** Gives little at a time, as a stream over a network may. */
  private static final class Input extends FSInputStream {
    private final FSDataInputStream in;
    private final long end;

    Input(FSDataInputStream in, long end) {
      this.in = in;
      this.end = end;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      if (in.getPos() >= end) {
        throw new IOException("the disk fails");
      }
      return in.read(bytes, offset, Math.min(count, 512));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public void seek(long position) throws IOException {
      in.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return in.getPos();
    }

    @Override
    public boolean seekToNewSource(long position) {
      return false;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private static final class Output extends FilterOutputStream {
    private final long end;
    private long position;
    private boolean open = true;

    Output(OutputStream out, long end) {
      super(out);
      this.end = end;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      position += count;
      if (position > end) {
        throw new IOException("the disk is full");
      }
      out.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
      if (open) {
        open = false;
        WRITING.decrementAndGet();
      }
      super.close();
    }
  }
}
