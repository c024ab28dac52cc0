package org.sparkaffect.media;

import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_SIZE;
import static org.bytedeco.ffmpeg.global.avformat.avio_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avio_context_free;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_malloc;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSError;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.presets.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;

/** A seekable Hadoop stream as FFmpeg's input: the only one that FFmpeg is ever given. */
final class AvioStream implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  /** JavaCPP gives out few native callbacks, so all streams share these and find theirs by key. */
  private static final Map<Long, AvioStream> OPEN = new ConcurrentHashMap<>();

  private static final Read READ = new Read().retainReference();
  private static final Seek SEEK = new Seek().retainReference();
  private static final Refuse REFUSE = new Refuse().retainReference();

  private final FSDataInputStream in;
  private final long length;
  private final Deadline deadline;
  private final LongPointer key = new LongPointer(1).retainReference(); // outlives any PointerScope
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final AVIOContext context;
  private Throwable failure;
  private boolean refused;

  AvioStream(FSDataInputStream in, long length, Deadline deadline) {
    this.in = in;
    this.length = length;
    this.deadline = deadline;
    BytePointer io = new BytePointer(av_malloc(BUFFER_BYTES)).capacity(BUFFER_BYTES);
    context = avio_alloc_context(io, BUFFER_BYTES, 0, key, READ, null, SEEK);
    OPEN.put(key.address(), this);
    seek(0, 0);
  }

  /** Makes this the input of {@code format}, and the only one it can open. */
  void attachTo(AVFormatContext format) {
    format.pb(context);
    format.io_open(REFUSE);
    format.opaque(key);
  }

  AVIOContext context() {
    return context;
  }

  /** Throws if reading must not go on, or ended for a reason that is not the media's own. */
  void check() throws RejectedException {
    if (refused) {
      throw new RejectedException(
          RejectReason.EXTERNAL_REFERENCE, "the file refers to another, which was not opened");
    }
    deadline.check();
    if (failure != null) {
      throw new RejectedException(RejectReason.UNREADABLE, failure.toString(), failure);
    }
  }

  private int read(BytePointer target, int size) {
    if (deadline.passed()) {
      return avutil.AVERROR_EIO();
    }
    try {
      int count = in.read(buffer, 0, Math.min(size, buffer.length));
      if (count <= 0) {
        return AVERROR_EOF();
      }
      target.put(buffer, 0, count);
      return count;
    } catch (IOException | RuntimeException | FSError e) { // none may unwind FFmpeg's own calls
      failure = e;
      return avutil.AVERROR_EIO();
    }
  }

  private long seek(long offset, int whence) {
    if (whence == AVSEEK_SIZE) {
      return length;
    }
    try {
      long target =
          switch (whence) {
            case 0 -> offset;
            case 1 -> in.getPos() + offset;
            case 2 -> length + offset;
            default -> -1;
          };
      if (target < 0) {
        return avutil.AVERROR_EINVAL();
      }
      in.seek(Math.min(target, length));
      return target;
    } catch (IOException | RuntimeException | FSError e) {
      failure = e;
      return avutil.AVERROR_EIO();
    }
  }

  @Override
  public void close() {
    if (!context.isNull()) {
      av_free(context.buffer());
      avio_context_free(context);
      OPEN.remove(key.address());
      key.close();
    }
  }

  private static final class Read extends Read_packet_Pointer_BytePointer_int {
    @Override
    public int call(Pointer opaque, BytePointer target, int size) {
      return OPEN.get(opaque.address()).read(target, size);
    }
  }

  private static final class Seek extends Seek_Pointer_long_int {
    @Override
    public long call(Pointer opaque, long offset, int whence) {
      return OPEN.get(opaque.address()).seek(offset, whence);
    }
  }

  private static final class Refuse
      extends AVFormatContext
          .Io_open_AVFormatContext_PointerPointer_BytePointer_int_PointerPointer {
    @Override
    @SuppressWarnings("rawtypes") // as the native signature has it
    public int call(
        AVFormatContext format,
        PointerPointer opened,
        BytePointer url,
        int flags,
        PointerPointer options) {
      OPEN.get(format.opaque().address()).refused = true;
      return avutil.AVERROR_EPERM();
    }
  }
}
