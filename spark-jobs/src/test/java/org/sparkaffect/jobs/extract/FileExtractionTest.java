package org.sparkaffect.jobs.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.RejectedException;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.clip.Segments;
import org.sparkaffect.face.FaceSequence.Frame;
import org.sparkaffect.face.PixelEncoding;
import org.sparkaffect.jobs.FakeFiles;
import org.sparkaffect.jobs.TestData;
import org.sparkaffect.jobs.table.FacesRow;
import org.sparkaffect.media.MediaLimits;

/** 48 frames, one every 40 ms, are in {@code id001_happy.mp4}. */
class FileExtractionTest {
  private static final Path MP4 = TestData.file("clips/id001_happy.mp4");
  private static final long LENGTH_MS = 48 * 40;
  private static final MediaLimits LIMITS =
      new MediaLimits(Duration.ofHours(1), 36_000_000, Duration.ofMinutes(5));

  private static final FaceSettings FACES = new FaceSettings(0.3, PixelEncoding.RAW);
  private static final AcousticSettings ACOUSTICS =
      new AcousticSettings(false, Duration.ofSeconds(5));

  private static Models models;

  @TempDir Path folder;

  @BeforeAll
  static void loadNetworks() {
    models = new Models(FACES);
  }

  @AfterAll
  static void closeNetworks() {
    models.close();
  }

  @BeforeEach
  void openNothing() {
    FakeFiles.OPENED.clear();
  }

  private static <T extends Recorder> T extract(T recorder, Segments segments, Clip... clips)
      throws IOException {
    FileExtraction extraction =
        new FileExtraction(
            new ExtractSettings(LIMITS, segments, FACES, ACOUSTICS),
            models,
            1,
            new Configuration());
    for (FileClips file : FileClips.group(List.of(clips), clip -> List.of(Stage.FACES))) {
      file.clips().forEach(clip -> recorder.awaited.add(clip.id()));
      try {
        extraction.extract(file, recorder);
        assertThat(recorder.awaited).isEmpty();
      } catch (RejectedException e) {
        recorder.rejectRest(Stage.FACES, e);
      }
    }
    return recorder;
  }

  private static Recorder extract(Clip... clips) throws IOException {
    return extract(new Recorder(), null, clips);
  }

  private static Clip clip(String id, Path file, Long startMs, Long endMs) {
    return new Clip(id, FakeFiles.uri(file), startMs, endMs, null, null, null);
  }

  private static void assertSameRows(List<FacesRow> actual, List<FacesRow> expected) {
    assertThat(actual)
        .usingRecursiveComparison()
        .withEqualsForType(Arrays::equals, byte[].class)
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({", , 0, 1920", "500, 1300, 500, 1300", ", 700, 0, 700", "1400, , 1400, 1920"})
  void takesTheFramesOnScreenInTheMiddleOfEachSixteenth(
      Long startMs, Long endMs, double start, double end) throws Exception {
    Recorder got = extract(clip("a", MP4, startMs, endMs));

    assertThat(got.rejects).isEmpty();
    FacesRow row = got.rows.get(0);
    assertThat(row.faces().frames())
        .extracting(Frame::timeMs)
        .containsExactlyElementsOf(
            IntStream.range(0, 16)
                .mapToObj(i -> (long) (start + (i + 0.5) * (end - start) / 16) / 40 * 40)
                .toList());
    assertThat(row.faces().facesFound()).isEqualTo(16);
    assertThat(row.frames())
        .isEqualTo(
            (int) IntStream.range(0, 48).filter(i -> i * 40 >= start && i * 40 < end).count());
    assertThat(List.of(row.width(), row.height(), row.fps())).containsExactly(384, 384, 25.0);
  }

  @Test
  void theClipsOfAFileAreTakenInOnePass() throws Exception {
    Clip late = clip("late", MP4, 1000L, 1800L);
    Clip early = clip("early", MP4, 200L, 1200L);

    Recorder together = extract(late, early);

    assertThat(together.ids()).containsExactly("early", "late");
    assertThat(FakeFiles.OPENED).containsExactly("id001_happy.mp4");
    assertSameRows(together.rows, extract(early, late).rows);
    assertSameRows(together.rows.subList(0, 1), extract(early).rows);
    assertSameRows(together.rows.subList(1, 2), extract(late).rows);
  }

  @ParameterizedTest
  @ValueSource(strings = {"id001_happy.mp4", "id003_happy.avi", "id004_happy.mkv"})
  void segmentsAreAsClipsOfTheSameTimes(String name) throws Exception {
    Path file = TestData.file("clips/" + name);
    Clip whole = clip("a", file, null, 1900L);

    Recorder segments = extract(new Recorder(), new Segments(800, 600), whole);

    assertThat(segments.ids()).containsExactly("a@0-800", "a@600-1400", "a@1200-1900");
    assertThat(FakeFiles.OPENED).containsExactly(name);
    assertSameRows(
        segments.rows,
        extract(whole.segment(0, 800), whole.segment(600, 1400), whole.segment(1200, 1900)).rows);
  }

  @Test
  void theLastSegmentEndsWithTheFile() throws Exception {
    Recorder segments =
        extract(new Recorder(), new Segments(1500, 1500), clip("a", MP4, 100L, null));

    assertThat(segments.ids()).containsExactly("a@100-1600", "a@1600-" + LENGTH_MS);
  }

  @ParameterizedTest
  @ValueSource(longs = {LENGTH_MS, 5000, Long.MAX_VALUE})
  void aClipBehindTheFileIsRejectedAndNoOther(long startMs) throws Exception {
    Recorder got = extract(clip("behind", MP4, startMs, null), clip("in", MP4, 0L, 400L));

    assertThat(got.ids()).containsExactly("in");
    assertThat(got.rejects).containsExactly("behind OUT_OF_FILE");
    assertThat(got.messages)
        .containsExactly("the clip starts at %d ms, the file ends at 1920 ms".formatted(startMs));
  }

  @ParameterizedTest
  @ValueSource(longs = {LENGTH_MS, 5000, Long.MAX_VALUE})
  void aClipThatEndsBehindTheFileEndsWithIt(long endMs) throws Exception {
    FacesRow row = extract(clip("a", MP4, 500L, endMs)).rows.get(0);
    FacesRow toTheEnd = extract(clip("a", MP4, 500L, null)).rows.get(0);

    assertThat(row.faces().frames()).hasSameSizeAs(toTheEnd.faces().frames());
    assertThat(row.frames()).isEqualTo(toTheEnd.frames());
    assertThat(row.faces().frames())
        .extracting(Frame::timeMs)
        .isEqualTo(toTheEnd.faces().frames().stream().map(Frame::timeMs).toList());
  }

  @Test
  void whereTheDataEndTheClipsBeforeStand() throws Exception {
    Path truncated = TestData.file("hostile/truncated.mp4");

    Recorder got =
        extract(
            clip("whole", truncated, null, null),
            clip("before", truncated, 0L, 300L),
            clip("behind", truncated, 1500L, 1900L),
            clip("outside", truncated, 9000L, null));

    assertThat(got.ids()).containsExactly("before");
    assertThat(got.rejects)
        .containsExactlyInAnyOrder("whole TRUNCATED", "behind TRUNCATED", "outside OUT_OF_FILE");
  }

  @Test
  void whereTheFileSystemFailsTheSegmentsBeforeStand() throws Exception {
    Path indexInFront = TestData.file("hostile/truncated.mp4");
    Path failing = Files.copy(indexInFront, folder.resolve("fails-at-20000.mp4"));

    Recorder got = extract(new Recorder(), new Segments(200, 200), clip("a", failing, null, 800L));

    List<String> all = List.of("a@0-200", "a@200-400", "a@400-600", "a@600-800");
    int rows = got.rows.size();
    assertThat(rows).isBetween(1, 3);
    assertThat(got.ids()).isEqualTo(all.subList(0, rows));
    assertThat(got.rejects)
        .containsExactlyInAnyOrderElementsOf(
            all.subList(rows, 4).stream().map(id -> id + " UNREADABLE").toList());
    assertThat(got.messages).allMatch(message -> message.contains("the disk fails"));
  }

  @ParameterizedTest
  @CsvSource({
    "hostile/missing.mp4, NOT_FOUND",
    "hostile/empty.mp4, EMPTY",
    "hostile/sound_only.mp4, NO_VIDEO",
    "hostile/no_face.mp4, NO_FACE",
    "hostile, NOT_MEDIA",
  })
  void whatIsWrongWithAFileRejectsAllItsClips(String file, String reason) throws Exception {
    Path path = TestData.file(file);

    Recorder got = extract(clip("a", path, null, null), clip("b", path, 0L, 500L));

    assertThat(got.rows).isEmpty();
    assertThat(got.rejects).containsExactlyInAnyOrder("a " + reason, "b " + reason);
    assertThat(got.messages).doesNotContainNull();
  }

  @ParameterizedTest
  @CsvSource({"400, 1600", "400, 1920", "1920, 1920"})
  void aBugMetWithARowLeavesThatClipToCome(long firstEnd, long secondEnd) {
    Recorder buggy =
        new Recorder() {
          @Override
          public void faces(FacesRow row) throws IOException {
            if (row.clip().id().equals("odd")) {
              throw new IllegalStateException("odd");
            }
            super.faces(row);
          }
        };

    assertThatThrownBy(
            () ->
                extract(
                    buggy,
                    null,
                    clip("first", MP4, 0L, firstEnd),
                    clip("odd", MP4, 100L, secondEnd),
                    clip("last", MP4, 200L, null)))
        .hasMessage("odd");

    assertThat(buggy.ids()).containsExactly("first");
    assertThat(buggy.rejects).isEmpty();
    assertThat(buggy.awaited).containsExactlyInAnyOrder("odd", "last");
  }

  @Test
  void anOutputThatFailsIsNoFaultOfTheClip() {
    Recorder full =
        new Recorder() {
          @Override
          public void faces(FacesRow row) throws IOException {
            throw new IOException("the disk is full");
          }
        };

    assertThatThrownBy(() -> extract(full, null, clip("a", MP4, 0L, 400L)))
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is full");
    assertThat(full.rejects).isEmpty();
  }

  /** Notes whether the first row's crop is still in memory when the last row comes. */
  private static final class Forgetful extends Recorder {
    private final List<String> ids = new ArrayList<>();
    private final String last;
    private WeakReference<RgbImage> crop;
    private boolean forgotten;

    Forgetful(String last) {
      this.last = last;
    }

    @Override
    public void faces(FacesRow row) {
      awaited.remove(row.clip().id());
      ids.add(row.clip().id());
      if (crop == null) {
        crop = new WeakReference<>(row.faces().frames().get(0).face().crop());
      }
      if (row.clip().id().equals(last)) {
        System.gc();
        forgotten = crop.get() == null;
      }
    }
  }

  @Test
  void aLongFileNeedsNoMoreMemoryThanTheSegmentsThatOverlap() throws Exception {
    Segments overlapping = new Segments(200, 20);
    List<String> expected =
        IntStream.rangeClosed(0, 86).mapToObj(i -> "a@" + 20 * i + "-" + (20 * i + 200)).toList();
    Forgetful output = new Forgetful("a@1720-1920");

    extract(output, overlapping, clip("a", MP4, null, null));

    assertThat(output.ids).isEqualTo(expected);
    assertThat(output.rejects).isEmpty();
    assertThat(output.forgotten).isTrue();
    assertThat(FakeFiles.OPENED).hasSize(1);
  }
}
