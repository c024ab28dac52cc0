package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.jobs.extract.Stage;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;

/** The job from a manifest to tables, on the Spark that the tests share. */
class ExtractTest {
  private static final String MANIFEST = TestData.file("manifest.csv").toString();

  @TempDir Path folder;

  private Path workspace;

  @BeforeEach
  void choosePlace() {
    workspace = folder.resolve("w [1] {a} 50%");
  }

  private void extract(String manifest, Map<String, ?> options) throws IOException {
    Map<String, Object> all = new HashMap<>(options);
    all.putIfAbsent("extract.stages", List.of("faces"));
    all.put("manifest", manifest);
    all.put("workspace", workspace.toString());
    all.put("faces.smallest", 0.3);
    Settings settings = Settings.load(null, all);
    Extract extract = new Extract();
    extract.check(settings);
    extract.run(settings, LocalSpark.session());
  }

  /** Writes a manifest of clips that are written as {@code ID,FILE,START,END}. */
  private String manifest(String... clips) throws IOException {
    StringBuilder csv = new StringBuilder("clip_id,uri,start_ms,end_ms\n");
    for (String clip : clips) {
      String[] parts = clip.split(",", 3);
      csv.append("%s,%s,%s\n".formatted(parts[0], TestData.file(parts[1]), parts[2]));
    }
    return Files.writeString(Files.createTempFile(folder, "list", ".csv"), csv).toString();
  }

  private List<String> table(String name, String columns) throws IOException {
    return DuckDb.query(
        "SELECT %s FROM '%s/tables/%s/*.parquet' ORDER BY clip_id"
            .formatted(columns, link(), name));
  }

  /** The workspace under another name, as its own is a pattern to DuckDB. */
  private Path link() throws IOException {
    Path link = folder.resolve("workspace");
    Files.deleteIfExists(link);
    return Files.createSymbolicLink(link, workspace);
  }

  private long files(String table) {
    return workspace.resolve("tables").resolve(table).toFile().list().length;
  }

  @Test
  void hostileFilesGiveWhatIsExpectedOfThem() throws IOException {
    long begin = System.currentTimeMillis();
    extract(TestData.file("hostile.csv").toString(), Map.of("extract.stages", Stage.ALL));
    long end = System.currentTimeMillis();

    assertThat(TestData.outcomes(link())).isEqualTo(TestData.expectedOfHostile());
    assertThat(table("clips", "clip_id")).hasSize(17);
    assertThat(
            table(
                "rejects",
                "clip_id, stage, attempts, epoch_ms(at) BETWEEN %d AND %d".formatted(begin, end)))
        .allMatch(row -> row.endsWith("|1|true"));
    assertThat(table("rejects", "message")).noneMatch(String::isBlank);
  }

  @Test
  void clipsAreAddedOnceWhateverTheManifests() throws IOException {
    extract(MANIFEST, Map.of("limit", 2));
    List<String> two = table("faces", "*");
    extract(MANIFEST, Map.of("limit", 2));
    assertThat(table("faces", "*")).isEqualTo(two).hasSize(2);
    assertThat(files("clips")).isEqualTo(1);

    extract(MANIFEST, Map.of("limit", 3));
    extract(manifest("other,clips/id003_sad.avi,,", "bad,hostile/empty.mp4,,"), Map.of());
    extract(manifest("other,clips/id003_sad.avi,,", "bad,hostile/empty.mp4,,"), Map.of());

    assertThat(table("clips", "clip_id"))
        .containsExactly("bad", "id001_angry", "id001_disgust", "id001_fear", "other");
    assertThat(table("faces", "clip_id, label, split, subject"))
        .containsExactly(
            "id001_angry|Angry|train|id001",
            "id001_disgust|Disgust|train|id001",
            "id001_fear|Fear|train|id001",
            "other|null|null|null");
    assertThat(files("clips")).isEqualTo(3);
    assertThat(workspace.resolve(".staging")).doesNotExist();
  }

  @Test
  void howTheWorkIsCutChangesNoRow() throws IOException {
    String manifest =
        manifest(
            "a,clips/id001_sad.mp4,0,600",
            "b,clips/id003_sad.avi,300,900",
            "c,hostile/text.mp4,,",
            "d,clips/id001_sad.mp4,500,1100",
            "e,clips/id004_sad.mkv,300,900");
    extract(manifest, Map.of());
    List<List<String>> whole = tables();
    assertThat(files("clips")).isEqualTo(1);

    workspace = folder.resolve("in pieces");
    extract(manifest, Map.of("extract.task-clips", 1, "extract.batch-tasks", 1));

    assertThat(tables()).isEqualTo(whole);
    assertThat(files("clips")).as("batches, as two clips share a file").isEqualTo(4);
    assertThat(files("faces")).isEqualTo(3);
  }

  private List<List<String>> tables() throws IOException {
    return List.of(table("clips", "*"), table("faces", "*"), table("rejects", "* EXCLUDE (at)"));
  }

  @Test
  void segmentsAreClipsOfTheirOwn() throws IOException {
    Map<String, String> segments = Map.of("segments.length", "700 ms", "segments.hop", "600 ms");
    String manifest = manifest("a,clips/id001_happy.mp4,,", "b,hostile/no_index.mp4,,");
    extract(manifest, segments);
    extract(manifest, segments);

    assertThat(table("clips", "clip_id, start_ms, end_ms"))
        .containsExactly(
            "a@0-700|0|700",
            "a@1200-1900|1200|1900",
            "a@1800-1920|1800|1920",
            "a@600-1300|600|1300",
            "b|null|null");
    assertThat(table("faces", "clip_id, faces_found, frames_decoded"))
        .containsExactly(
            "a@0-700|16|18", "a@1200-1900|16|18", "a@1800-1920|16|3", "a@600-1300|16|18");
    assertThat(table("rejects", "clip_id, reason")).containsExactly("b|CORRUPT");
  }

  @Test
  void aStretchOfAFileIsNotTheFile() throws IOException {
    extract(manifest("a@0-400,clips/id001_happy.mp4,0,400"), Map.of());
    extract(manifest("a,clips/id001_happy.mp4,,"), Map.of());

    assertThat(table("faces", "clip_id")).containsExactly("a", "a@0-400");
  }

  @Test
  void tooManyRejectsFailTheJobAfterItsTablesAreWritten() throws IOException {
    String manifest =
        manifest("a,clips/id001_sad.mp4,0,400", "b,hostile/text.mp4,,", "c,hostile/no_face.mp4,,");

    assertThatThrownBy(() -> extract(manifest, Map.of("max-reject-ratio", 0.66)))
        .isInstanceOf(TooManyRejectsException.class)
        .hasMessageStartingWith(
            "stage faces rejected 2 of 3 clips, more than max-reject-ratio = 0.66");

    assertThat(table("faces", "clip_id")).containsExactly("a");
    assertThat(table("rejects", "clip_id")).containsExactly("b", "c");
    workspace = folder.resolve("tolerant");
    extract(manifest, Map.of("max-reject-ratio", 0.67));
  }

  @Test
  void aManifestOfWhatCannotBeReadIsUnusableInput() throws IOException {
    String manifest = manifest("a,hostile/text.mp4,,", "b,hostile/missing.mp4,,");

    assertThatThrownBy(() -> extract(manifest, Map.of()))
        .isInstanceOf(InputException.class)
        .hasMessage("not one of the 2 clips could be read; the table of rejects says why");

    assertThat(table("rejects", "clip_id, reason")).containsExactly("a|NOT_MEDIA", "b|NOT_FOUND");
    assertThat(workspace.resolve("tables/faces")).doesNotExist();
  }

  @Test
  void aDryRunWritesNothing() throws IOException {
    extract(MANIFEST, Map.of("dry-run", true));

    assertThat(workspace).doesNotExist();
  }

  @Test
  void aFileSystemThatCannotBeReachedCostsItsClipsAlone() throws IOException {
    Path csv = folder.resolve("list.csv");
    String lines = "uri,end_ms\nfake:/bug.mp4,\nfake:%s,400\n";
    Files.writeString(csv, lines.formatted(TestData.file("clips/id001_sad.mp4")));

    extract(csv.toString(), Map.of());

    assertThat(table("rejects", "clip_id, reason")).containsExactly("/bug|INTERNAL_ERROR");
    assertThat(table("faces", "clip_id")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "extract.stages      | fcaes   | --stages: extract.stages knows no 'fcaes', only faces, acoustics; the nearest is 'faces'",
        "layout              | ravdes  | --layout: layout knows no 'ravdes', only csv, parquet, flat, afew, ravdess, crema-d; the nearest is 'ravdess'",
        "limit               | 0       | --limit: limit must be at least 1",
        "extract.task-clips  | 0       | --task-clips: extract.task-clips must be at least 1",
        "extract.batch-tasks | -3      | --batch-tasks: extract.batch-tasks must be at least 1",
        "max-reject-ratio    | 1.1     | --max-reject-ratio: max-reject-ratio must be from 0 to 1",
        "max-reject-ratio    | NaN     | --max-reject-ratio: max-reject-ratio must be from 0 to 1",
        "split.by            | clip    | --by: split.by knows no 'clip', only subject; the nearest is 'subject'",
        "faces.smallest      | 2       | --smallest: faces.smallest must be above 0 and at most 1",
      })
  void refusesSettingsWithWhichItCannotSucceed(String key, String value, String sentence) {
    Object given = key.equals("extract.stages") ? List.of(value) : value;
    Settings settings = Settings.load(null, Map.of("manifest", MANIFEST, key, given));

    assertThatThrownBy(() -> new Extract().check(settings))
        .isInstanceOf(SettingsException.class)
        .hasMessage(sentence);
  }
}
