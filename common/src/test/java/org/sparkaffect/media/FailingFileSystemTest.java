package org.sparkaffect.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.sparkaffect.media.Recording.LIMITS;
import static org.sparkaffect.media.Recording.fixture;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;

class FailingFileSystemTest {
  @ParameterizedTest
  @CsvSource({
    "key_frames.mp4,     0", // its first bytes
    "key_frames.mp4,    40",
    "key_frames.mp4, 10000", // its media, as its index is at the end
    "key_frames.mp4, 19500", // its index
    "key_frames.mkv,  3000",
    "key_frames.avi,  9000",
    "key_frames.ts,   9000",
    "raw.h264,        3000", // read once more from the start, for its length
    "wide.mov,         500", // the first frame: half of it could still be decoded
  })
  void isUnreadableForACause(String file, long bad) {
    IOException failure = new IOException("the disk is on fire");

    assertRejected(RejectReason.UNREADABLE, () -> decode(file, bad, failure))
        .hasMessageContaining("the disk is on fire")
        .hasCause(failure);
  }

  @ParameterizedTest
  @CsvSource({"key_frames.mp4, 10000", "key_frames.avi, 9000"})
  void soItIsWhereItFailsUnexpectedly(String file, long bad) {
    RuntimeException failure = new IllegalStateException("closed by another thread");

    assertRejected(RejectReason.UNREADABLE, () -> decode(file, bad, failure)).hasCause(failure);
  }

  @Test
  void aMissingFileIsNotFound(@TempDir Path folder) {
    assertRejected(
        RejectReason.NOT_FOUND, () -> Recording.open(folder.resolve("none.mp4"), LIMITS));
  }

  @Test
  void aFolderIsNoMedia(@TempDir Path folder) {
    assertRejected(RejectReason.NOT_MEDIA, () -> Recording.open(folder, LIMITS));
  }

  /** Decodes a file of which a thousand bytes cannot be read. */
  private static void decode(String file, long bad, Exception failure) throws RejectedException {
    StrangeFileSystem.Manner manner =
        position -> {
          boolean fails = position >= bad && position < bad + 1000;
          if (fails && failure instanceof IOException expected) {
            throw expected;
          } else if (fails) {
            throw (RuntimeException) failure;
          }
          return position < bad ? (int) (bad - position) : Integer.MAX_VALUE;
        };
    Configuration hadoop = StrangeFileSystem.configuration(manner);
    try (MediaFile media =
        MediaFile.open(StrangeFileSystem.path(fixture(file)), hadoop, LIMITS, 1)) {
      Recording.of(media, 0, Recording.END);
    }
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRejected(
      RejectReason reason, ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
