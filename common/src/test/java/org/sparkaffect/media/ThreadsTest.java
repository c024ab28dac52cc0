package org.sparkaffect.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkaffect.media.Recording.fixture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.clip.RgbImage;

class ThreadsTest {
  private static final List<String> FILES =
      List.of("key_frames.mp4", "key_frames.avi", "key_frames.mkv", "key_frames.ts");

  private static final long[] WANTED = {0, 1_000_000, 5_000_000, 7_900_000};

  @Test
  void filesDecodeSideBySide() throws Exception {
    List<Integer> expected = new ArrayList<>();
    for (String file : FILES) {
      expected.add(digest(file));
    }
    List<Future<Integer>> actual = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int i = 0; i < 100; i++) {
      String file = FILES.get(i % FILES.size());
      actual.add(threads.submit(() -> digest(file)));
    }
    threads.shutdown();

    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).get()).isEqualTo(expected.get(i % FILES.size()));
    }
  }

  private static int digest(String file) throws RejectedException {
    return digest(Recording.of(fixture(file), WANTED));
  }

  private static int digest(Recording recording) {
    int digest = Arrays.hashCode(recording.sound) + recording.decoded.hashCode();
    for (RgbImage image : recording.images) {
      digest = 31 * digest + Arrays.hashCode(image.pixels());
    }
    return digest;
  }

  /** FFmpeg names the threads of its decoders, and one that is alone works in the caller's. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  @EnabledOnOs(OS.LINUX)
  void decodersTakeTheThreadsOfTheTask(int threads) throws Exception {
    List<Long> counts = new ArrayList<>();
    FrameSink counter =
        new FrameSink() {
          @Override
          public void frame(int from, int to, long timeUs, RgbImage image) {}

          @Override
          public void decoded(long timeUs) {
            counts.add(decoderThreads());
          }
        };
    org.apache.hadoop.fs.Path file =
        new org.apache.hadoop.fs.Path(fixture("key_frames.mp4").toUri());

    try (MediaFile media = MediaFile.open(file, new Configuration(), Recording.LIMITS, threads)) {
      media.decode(0, Recording.END, new long[0], counter, null);
    }

    assertThat(counts).hasSize(48).containsOnly(threads == 1 ? 0L : threads);
  }

  private static long decoderThreads() {
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      return tasks.filter(task -> name(task).startsWith("av:h264")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path task) {
    try {
      return Files.readString(task.resolve("comm"));
    } catch (NoSuchFileException e) {
      return ""; // it has ended
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
