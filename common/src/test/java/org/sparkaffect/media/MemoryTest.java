package org.sparkaffect.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkaffect.media.Recording.LIMITS;
import static org.sparkaffect.media.Recording.fixture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkaffect.TestData;
import org.sparkaffect.clip.RejectedException;

class MemoryTest {
  private static final int TIMES = 25;

  static List<Path> files() {
    return List.of(
        fixture("key_frames.mp4"),
        fixture("wide.webm"),
        fixture("raw.h264"),
        fixture("tone.ogg"),
        // rejected, each at another step
        TestData.file("hostile/text.mp4"),
        TestData.file("hostile/no_index.mp4"),
        TestData.file("hostile/claims_30000.avi"),
        TestData.file("hostile/truncated.mp4"),
        fixture("rgb4.nut"),
        fixture("nine_channels.wav"));
  }

  /** The JVM grows by fits and starts, but what leaks does so every time. */
  @ParameterizedTest
  @MethodSource("files")
  @EnabledOnOs(OS.LINUX)
  void decodingAFileAgainAndAgainLeavesNothingBehind(Path file) {
    List<Long> kilobytes = new ArrayList<>(List.of(0L));
    long growth = Long.MAX_VALUE;
    for (int i = 0; i < 20 && growth > 10 * TIMES; i++) {
      decode(file);
      kilobytes.add(nativeKilobytes());
      growth = kilobytes.get(i + 1) - kilobytes.get(i);
    }

    assertThat(growth).as("growth, of %s kB", kilobytes).isLessThanOrEqualTo(10 * TIMES);
  }

  private static void decode(Path file) {
    for (int i = 0; i < TIMES; i++) {
      try {
        Recording.ofRange(file, 1_000_000, 2_000_000, 1_500_000);
      } catch (RejectedException e) {
        assertThat(e.reason()).isNotNull();
      }
    }
  }

  /** Memory in use but for Java's heap, which lies in the first 32 GB of the address space. */
  private static long nativeKilobytes() {
    long sum = 0;
    boolean heap = false;
    for (String line : smaps()) {
      String[] words = line.split("[- ]+");
      if (line.startsWith("Rss:")) {
        sum += heap ? 0 : Long.parseLong(words[1]);
      } else if (words[0].matches("[0-9a-f]{8,}")) {
        heap = Long.parseUnsignedLong(words[0], 16) < 32L << 30;
      }
    }
    return sum;
  }

  private static List<String> smaps() {
    try {
      return Files.readAllLines(Path.of("/proc/self/smaps"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aClosedFileIsForgotten() throws Exception {
    List<WeakReference<byte[]>> contents = new ArrayList<>();
    Configuration hadoop = StrangeFileSystem.configuration(position -> Integer.MAX_VALUE);
    for (int i = 0; i < 10; i++) {
      Path file = fixture(i % 2 == 0 ? "key_frames.mp4" : "rgb4.nut");
      try (MediaFile media = MediaFile.open(StrangeFileSystem.path(file), hadoop, LIMITS, 1)) {
        Recording.of(media, 0, Recording.END, 0);
      } catch (RejectedException e) {
        assertThat(e.reason()).isNotNull();
      }
      contents.add(new WeakReference<>(StrangeFileSystem.lastRead()));
    }
    StrangeFileSystem.configuration(null);

    for (int i = 0; i < 20 && contents.stream().anyMatch(each -> each.get() != null); i++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(contents).allMatch(each -> each.get() == null);
  }

  @Test
  @SuppressWarnings("try") // a PointerScope works by being open
  void scopesOfTheCallerMayCloseBeforeTheFile() throws Exception {
    MediaFile media;
    try (PointerScope scope = new PointerScope()) {
      media = Recording.open(fixture("key_frames.mp4"), LIMITS);
    }
    LongPointer[] others = new LongPointer[100]; // take up what was freed too early
    Arrays.setAll(others, i -> new LongPointer(1));
    try (media) {
      assertThat(Recording.of(media, 0, Recording.END).decoded).hasSize(48);
    }
    Arrays.stream(others).forEach(LongPointer::close);
  }
}
