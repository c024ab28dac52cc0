package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkaffect.jobs.settings.Settings;

/** The stage acoustics of extract, from files to rows. */
class AcousticsTest {
  private static final Path REFERENCE =
      Path.of("../common/src/test/resources/org/sparkaffect/audio/egemaps");
  private static final Path VOICE = Path.of("src/test/resources/voice").toAbsolutePath();

  @TempDir Path folder;

  private void extract(String manifest, Map<String, ?> options) throws IOException {
    Map<String, Object> all = new HashMap<>(Map.of("faces.smallest", 0.3));
    all.putAll(options);
    all.put("manifest", folder.resolve(manifest).toString());
    all.put("workspace", folder.resolve("w").toString());
    Settings settings = Settings.load(null, all);
    new Extract().check(settings);
    new Extract().run(settings, LocalSpark.session());
  }

  private String list(String... lines) throws IOException {
    Files.write(folder.resolve("list.csv"), List.of(lines));
    return "list.csv";
  }

  private List<String> table(String name, String columns) {
    return DuckDb.query(
        "SELECT %s FROM '%s/w/tables/%s/*.parquet' ORDER BY ALL".formatted(columns, folder, name));
  }

  private Path reference(String kind, String name) throws IOException {
    Path target = folder.resolve(kind).resolve(name);
    Files.createDirectories(target.getParent());
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(REFERENCE.resolve(kind).resolve(name + ".gz")))) {
      Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
    }
    return target;
  }

  /** Names and values as openSMILE wrote them; whatever container the samples come in. */
  @Test
  void aFolderOfSoundGivesTheValuesOfOpenSmile() throws IOException {
    for (String name : List.of("m_angry", "slt", "short_0p3s", "short_0p05s")) {
      reference("wav", name + ".wav");
    }
    Files.copy(VOICE.resolve("short_0p3s.flac"), folder.resolve("wav/flac.flac"));
    Files.copy(VOICE.resolve("short_0p3s.mp3"), folder.resolve("wav/mp3.mp3"));

    extract("wav", Map.of("extract.stages", List.of("acoustics")));

    assertThat(table("rejects", "clip_id, stage, reason, message"))
        .containsExactly("short_0p05s|acoustics|NO_SOUND|50 ms of sound, less than 60");
    for (String name : List.of("m_angry", "slt", "short_0p3s")) {
      Path expected = reference("func", name + ".csv");
      assertThat(
              DuckDb.query(
                  """
                  WITH ours AS (UNPIVOT (SELECT * EXCLUDE (clip_id, split, label, subject, duration_ms, voiced_ratio, lld_frames, lld)
                                         FROM '%1$s/w/tables/acoustics/*.parquet' WHERE clip_id = '%2$s')
                                ON COLUMNS(*) INTO NAME feature VALUE ours),
                       theirs AS (UNPIVOT (SELECT * EXCLUDE (name, frameTime) REPLACE (CAST("F3amplitudeLogRelF0_sma3nz_amean" AS DOUBLE) AS "F3amplitudeLogRelF0_sma3nz_amean")
                                           FROM read_csv('%3$s', delim = ';', types = {'name': 'VARCHAR'}))
                                  ON COLUMNS(*)::DOUBLE INTO NAME feature VALUE theirs)
                  SELECT count(*), max(CASE WHEN abs(ours - theirs) < 1e-5 THEN 0 ELSE abs(ours / theirs - 1) END) < 0.001
                  FROM ours JOIN theirs USING (feature)
                  """
                      .formatted(folder, name, expected)))
          .as(name)
          .containsExactly("88|true");
    }
    assertThat(table("acoustics", "clip_id, duration_ms, lld_frames, len(lld) // 25"))
        .contains("flac|300|26|26", "short_0p3s|300|26|26");
    assertThat(sameAs("short_0p3s", "* EXCLUDE (clip_id)")).containsExactly("flac", "short_0p3s");
    assertThat(sameAs("short_0p3s", "round(\"F0semitoneFrom27.5Hz_sma3nz_amean\", 1)"))
        .containsExactly("flac", "mp3", "short_0p3s");
  }

  private List<String> sameAs(String clip, String columns) {
    String acoustics = "'%s/w/tables/acoustics/*.parquet'".formatted(folder);
    return DuckDb.query(
        "SELECT clip_id FROM %1$s a WHERE (SELECT hash(t) FROM (SELECT %2$s FROM %1$s WHERE clip_id = a.clip_id) t) = (SELECT hash(t) FROM (SELECT %2$s FROM %1$s WHERE clip_id = '%3$s') t) ORDER BY clip_id"
            .formatted(acoustics, columns, clip));
  }

  @Test
  void oneDecodingPassServesBothStages() throws IOException {
    FakeFiles.OPENED.clear();
    String uri = FakeFiles.uri(TestData.file("clips/id001_sad.mp4"));
    extract(
        list("clip_id,uri,start_ms,end_ms", "a," + uri + ",,", "b," + uri + ",300,900"), Map.of());

    assertThat(FakeFiles.OPENED).containsExactly("id001_sad.mp4");
    assertThat(table("faces", "clip_id, faces_found")).containsExactly("a|16", "b|16");
    assertThat(table("acoustics", "clip_id, duration_ms, lld_frames"))
        .hasSize(2)
        .element(1)
        .isEqualTo("b|600|56");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id001_sad.mp4", "id003_sad.avi", "id004_sad.mkv"})
  void aClipsRowDoesNotDependOnOthersOfItsFile(String file) throws IOException {
    String late = "late,%s,900,1500".formatted(TestData.file("clips/" + file));
    String early = "early,%s,100,700".formatted(TestData.file("clips/" + file));
    extract(list("clip_id,uri,start_ms,end_ms", early, late), Map.of());
    List<String> together = rows();
    empty();

    extract(list("clip_id,uri,start_ms,end_ms", late), Map.of());
    extract(list("clip_id,uri,start_ms,end_ms", late, early), Map.of());

    assertThat(rows()).hasSize(4).isEqualTo(together);
  }

  private List<String> rows() {
    return Stream.concat(table("faces", "*").stream(), table("acoustics", "*").stream()).toList();
  }

  private void empty() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("w"))) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  @Test
  void theLevelIsPartOfTheValues() throws IOException {
    String sad = TestData.file("clips/id001_sad.mp4").toString();
    extract(
        list("clip_id,uri", "a," + sad),
        Map.of("extract.stages", List.of("acoustics"), "audio.level", "peak"));
    List<String> peak = table("acoustics", "\"equivalentSoundLevel_dBp\", voiced_ratio");
    empty();

    extract("list.csv", Map.of("extract.stages", List.of("acoustics")));

    assertThat(table("acoustics", "\"equivalentSoundLevel_dBp\", voiced_ratio")).isNotEqualTo(peak);
  }

  @Test
  void tooMuchSoundForMemoryCostsTheVoiceAlone() throws IOException {
    String sad = TestData.file("clips/id001_sad.mp4").toString();
    extract(
        list("clip_id,uri,end_ms", "long," + sad + ",", "short," + sad + ",900"),
        Map.of("audio.max-duration", "1 s"));

    assertThat(table("faces", "clip_id")).containsExactly("long", "short");
    assertThat(table("acoustics", "clip_id")).containsExactly("short");
    assertThat(table("rejects", "clip_id, stage, reason, message"))
        .containsExactly("long|acoustics|TOO_LONG|more than 1 s of sound");

    extract("list.csv", Map.of("extract.retry-rejects", true));

    assertThat(table("faces", "clip_id")).containsExactly("long", "short");
    assertThat(table("acoustics", "clip_id")).containsExactly("long", "short");
    assertThat(table("rejects", "clip_id")).isEmpty();
    assertThat(table("clips", "clip_id")).containsExactly("long", "short");
  }
}
