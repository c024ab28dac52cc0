package org.sparkaffect.jobs;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;

/**
 * The local disk under the scheme {@code fake}, with faults, which come as its own do; a test
 * resource makes the scheme known. A file whose name has {@code fails-at-1000} cannot be read or
 * written beyond 1000 bytes, one with {@code bug} is met with a RuntimeException. One with {@code
 * hang} does not come back from being read until {@link #letGo}, and one with {@code crash} takes
 * the whole JVM down; both happen in the middle of native code that reads.
 */
public final class FakeFiles extends RawLocalFileSystem {
  public static final List<String> OPENED = new CopyOnWriteArrayList<>();
  public static final AtomicInteger WRITING = new AtomicInteger();

  /**
   * How many more times the disk can be changed; a test sets it, and sets it back. Writing a file
   * counts as two: it is made, and it is complete.
   */
  public static final AtomicInteger CHANGES_LEFT = new AtomicInteger(Integer.MAX_VALUE);

  private static final CountDownLatch HANGING = new CountDownLatch(1);

  /** Enough that native code reads, after Java looked at a file's head. */
  private static final int BEFORE_FAULT = 4096;

  private static final Pattern FAILS = Pattern.compile("fails-at-(\\d+)");

  public static String uri(java.nio.file.Path file) {
    return "fake:" + file.toAbsolutePath().normalize();
  }

  /** Lets those go that hang, now and from now on. */
  public static void letGo() {
    HANGING.countDown();
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
    return new FSDataInputStream(new Input(super.open(path, bufferSize), path.getName()));
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
    change();
    OutputStream out = super.create(path, overwrite, bufferSize, replication, blockSize, progress);
    WRITING.incrementAndGet();
    return new FSDataOutputStream(new Output(out, path.getName()), null);
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    change();
    return super.rename(from, to);
  }

  @Override
  public boolean delete(Path path, boolean recursive) throws IOException {
    change();
    return super.delete(path, recursive);
  }

  @Override
  public boolean mkdirs(Path folder) throws IOException {
    change();
    return super.mkdirs(folder);
  }

  private static void change() throws IOException {
    if (CHANGES_LEFT.decrementAndGet() < 0) {
      throw new IOException("No space left on device");
    }
  }

  /** Hadoop's own error of local disks, which it alone makes. */
  private static FSError failure(String message) {
    try {
      Constructor<FSError> error = FSError.class.getDeclaredConstructor(Throwable.class);
      error.setAccessible(true);
      return error.newInstance(new IOException(message));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long end(String name) {
    Matcher fails = FAILS.matcher(name);
    return fails.find() ? Long.parseLong(fails.group(1)) : Long.MAX_VALUE;
  }

  private static void hang() {
    while (HANGING.getCount() > 0) {
      try {
        HANGING.await();
      } catch (InterruptedException e) {
        // as native code, which does not notice
      }
    }
  }

  /** Reads what no process may. */
  private static void crash() {
    try {
      Class<?> unsafe = Class.forName("sun.misc.Unsafe");
      Field instance = unsafe.getDeclaredField("theUnsafe");
      instance.setAccessible(true);
      unsafe.getMethod("getByte", long.class).invoke(instance.get(null), 8L);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Gives little at a time, as a stream over a network may. */
  private static final class Input extends FSInputStream {
    private final FSDataInputStream in;
    private final String name;
    private final long end;
    private long given;

    Input(FSDataInputStream in, String name) {
      this.in = in;
      this.name = name;
      this.end = end(name);
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      if (in.getPos() >= end) {
        throw failure("the disk fails");
      }
      if (given > BEFORE_FAULT && name.contains("crash")) {
        crash();
      }
      if (given > BEFORE_FAULT && name.contains("hang")) {
        hang();
      }
      int read = in.read(bytes, offset, Math.min(count, 512));
      given += read;
      return read;
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

    Output(OutputStream out, String name) {
      super(out);
      this.end = end(name);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      position += count;
      if (position > end) {
        throw failure("the disk is full");
      }
      out.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
      if (open) {
        open = false;
        WRITING.decrementAndGet();
        try (OutputStream file = out) {
          file.flush();
          change();
        }
      }
    }
  }
}
