package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.jobs.settings.Settings;
import org.sparkaffect.jobs.settings.SettingsException;

/** An extract into a workspace that has something already. */
class ResumeTest {
  private static final Path SAD = TestData.file("clips/id001_sad.mp4");
  private static final Path HAPPY = TestData.file("clips/id003_happy.avi");

  @TempDir Path folder;

  @AfterAll
  static void endHanging() {
    FakeFiles.letGo();
  }

  private void extract(String manifest, Map<String, ?> options) throws IOException {
    Path csv = Files.writeString(folder.resolve("list.csv"), manifest.replace(' ', '\n') + "\n");
    Map<String, Object> all =
        new HashMap<>(Map.of("faces.smallest", 0.3, "extract.stages", List.of("faces")));
    all.putAll(options);
    all.put("manifest", csv.toString());
    all.put("workspace", folder.resolve("w").toString());
    Settings settings = Settings.load(null, all);
    new Extract().check(settings);
    new Extract().run(settings, LocalSpark.session());
  }

  private List<String> table(String name, String columns) {
    return DuckDb.query(
        "SELECT %s FROM '%s/w/tables/%s/*.parquet' ORDER BY ALL".formatted(columns, folder, name));
  }

  @Test
  void whatMayHavePassedIsTriedAgain() throws IOException {
    Path late = folder.resolve("late.mp4");
    Path mended = folder.resolve("mended.mp4");
    Files.writeString(mended, "not yet");
    String manifest =
        "clip_id,uri,end_ms late,%s,400 mended,%s,400 gone,gone.mp4, good,%s,400"
            .formatted(late, mended, SAD);
    extract(manifest, Map.of());
    assertThat(table("rejects", "clip_id, reason, attempts"))
        .containsExactly("gone|NOT_FOUND|1", "late|NOT_FOUND|1", "mended|NOT_MEDIA|1");
    Files.copy(SAD, late);
    Files.delete(mended);
    Files.copy(SAD, mended);

    extract(manifest, Map.of());

    assertThat(table("faces", "clip_id")).containsExactly("good", "late");
    assertThat(table("rejects", "clip_id, reason, attempts"))
        .containsExactly("gone|NOT_FOUND|2", "mended|NOT_MEDIA|1");

    extract(manifest, Map.of("extract.retry-rejects", true));

    assertThat(table("faces", "clip_id")).containsExactly("good", "late", "mended");
    assertThat(table("rejects", "clip_id, reason, attempts")).containsExactly("gone|NOT_FOUND|3");
    assertThat(table("clips", "clip_id, end_ms"))
        .containsExactly("gone|null", "good|400", "late|400", "mended|400");
    assertThat(folder.resolve("w").toFile().list())
        .containsExactlyInAnyOrder("tables", "summaries");
  }

  @Test
  void aSegmentAndAClipThatWasNeverCutAreTriedAgain() throws IOException {
    Map<String, Object> segments = new HashMap<>(Map.of("segments.length", "500 ms"));
    Path broken = folder.resolve("broken.mp4");
    Files.copy(TestData.file("hostile/truncated.mp4"), broken);
    Path late = folder.resolve("late.mp4");
    String manifest = "clip_id,uri,end_ms broken,%s,2000 late,%s,600".formatted(broken, late);
    extract(manifest, segments);
    List<String> before = table("faces", "clip_id");
    assertThat(before).contains("broken@0-500").doesNotContain("broken@1500-1920");
    assertThat(table("rejects", "clip_id, reason"))
        .contains("broken@1500-1920|TRUNCATED", "late|NOT_FOUND");
    Files.copy(SAD, late);
    Files.delete(broken);
    Files.copy(SAD, broken);

    segments.put("extract.retry-rejects", true);
    extract(manifest, segments);

    List<String> all =
        List.of(
            "broken@0-500",
            "broken@1000-1500",
            "broken@1500-1920",
            "broken@500-1000",
            "late@0-500",
            "late@500-600");
    assertThat(table("faces", "clip_id")).isEqualTo(all);
    assertThat(table("clips", "clip_id")).isEqualTo(all);
    assertThat(table("rejects", "clip_id")).isEmpty();
  }

  @Test
  void aClipThatHangsIsLeftBehindAndTriedAgain() throws IOException {
    Path hang = Files.copy(SAD, folder.resolve("hang.mp4"));
    String manifest =
        "clip_id,uri,end_ms a,%s,400 hang,%s,400 z,%s,400"
            .formatted(SAD, FakeFiles.uri(hang), HAPPY);

    extract(manifest, Map.of("media.max-time", "1 s", "extract.task-clips", 3));

    assertThat(table("faces", "clip_id")).containsExactly("a", "z");
    assertThat(table("rejects", "clip_id, reason, message"))
        .containsExactly("hang|TOO_SLOW|no sign of life for 6 s, so its thread was left behind");

    FakeFiles.letGo();
    extract(manifest, Map.of());

    assertThat(table("faces", "clip_id")).containsExactly("a", "hang", "z");
    assertThat(table("rejects", "clip_id")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "faces.smallest  | 0.4   | faces.smallest was 0.3 and is 0.4",
        "faces.encoding  | jpeg  | faces.encoding was png and is jpeg",
        "segments.length | 1 s   | segments.length was without a value and is 1 s",
      })
  void aWorkspaceIsOfOneValueOfWhatRowsDependOn(String key, String value, String difference)
      throws IOException {
    String manifest = "clip_id,uri,end_ms a,%s,400".formatted(SAD);
    extract(manifest, Map.of());
    List<String> before = table("faces", "*");

    assertThatThrownBy(() -> extract(manifest, Map.of(key, value)))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "the workspace file:%s/w has clips that were extracted with other settings: %s; go on with those, or use another workspace",
            folder, difference);

    extract(manifest, Map.of("media.max-time", "1 hour", "faces.smallest", "0.30", "seed", 1));
    assertThat(table("faces", "*")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,%2$s,400,Happy,train,x | has file file:%1$s here and file:%2$s in the workspace",
        "a,%1$s,500,Happy,train,x | has end_ms 500 here and 400 in the workspace",
        "a,%1$s,,Happy,train,x    | has end_ms none here and 400 in the workspace",
        "a,%1$s,400,Sad,train,x   | has label Sad here and Happy in the workspace",
        "a,%1$s,400,Happy,test,x  | has split test here and train in the workspace",
        "a,%1$s,400,Happy,train,  | has subject none here and x in the workspace",
      })
  void aClipIdIsOfOneClip(String clip, String difference) throws IOException {
    String columns = "clip_id,uri,end_ms,label,split,subject ";
    extract(columns + "a,%s,400,Happy,train,x".formatted(SAD), Map.of());

    assertThatThrownBy(() -> extract(columns + clip.formatted(SAD, HAPPY), Map.of()))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "clip_id 'a' %s; give one of them another id, or use another workspace",
            difference.formatted(HAPPY, SAD));
  }
}
