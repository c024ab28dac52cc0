package org.sparkaffect.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sparkaffect.media.Recording.LIMITS;
import static org.sparkaffect.media.Recording.fixture;

import java.io.IOException;
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
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.TestData;
import org.sparkaffect.clip.RejectedException;

class MemoryTest {
  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void threeHundredFilesLeaveNothingBehind() throws Exception {
    List<Path> files =
        List.of(
            fixture("key_frames.mp4"),
            fixture("wide.webm"),
            fixture("raw.h264"),
            fixture("tone.ogg"),
            // rejected at each of the steps that a file goes through
            TestData.file("hostile/text.mp4"),
            TestData.file("hostile/no_index.mp4"),
            TestData.file("hostile/claims_30000.avi"),
            TestData.file("hostile/truncated.mp4"),
            fixture("rgb4.nut"),
            manyChannels());
    decode(files, 10);
    long first = nativeKilobytes();
    decode(files, 20);

    assertThat(nativeKilobytes()).isLessThan(first + first / 10);
  }

  private static void decode(List<Path> files, int times) {
    for (int i = 0; i < times; i++) {
      for (Path file : files) {
        try {
          Recording.ofRange(file, 1_000_000, 2_000_000, 1_500_000);
        } catch (RejectedException e) {
          assertThat(e.reason()).isNotNull();
        }
      }
    }
  }

  private Path manyChannels() throws Exception {
    byte[] wav = new Wav(48_000, 80, Wav.Encoding.S16, 0).of(100, (channel, t) -> 0);
    return Files.write(folder.resolve("many.wav"), wav);
  }

  /** Memory in use but for Java's heap, which lies in the first 32 GB of the address space. */
  private static long nativeKilobytes() throws IOException {
    long sum = 0;
    boolean heap = false;
    for (String line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
      String[] words = line.split("[- ]+");
      if (line.startsWith("Rss:")) {
        sum += heap ? 0 : Long.parseLong(words[1]);
      } else if (words[0].matches("[0-9a-f]{8,}")) {
        heap = Long.parseUnsignedLong(words[0], 16) < 32L << 30;
      }
    }
    return sum;
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
