package org.sparkaffect.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.Config;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Settings load(String text) throws IOException {
    return Settings.load(write("my.conf", text).toString(), Map.of());
  }

  private String uri(String name) {
    return "file:" + folder.resolve(name);
  }

  @Test
  void theCommandLineGoesAboveTheFileAndTheFileAboveTheDefaults() throws IOException {
    Path file = write("my.conf", "seed = 7, limit = 100, media.max-time = 90 s");

    Settings settings = Settings.load(file.toString(), Map.of("limit", 5L));

    assertThat(settings.optional("limit", Config::getLong)).contains(5L);
    assertThat(settings.config().getLong("seed")).isEqualTo(7);
    assertThat(settings.config().getDuration("media.max-time")).isEqualTo(Duration.ofSeconds(90));
    assertThat(settings.config().getDuration("media.max-duration")).isEqualTo(Duration.ofHours(4));
  }

  @Test
  void aSettingWithoutAValueIsAbsentYetKnown() throws IOException {
    Settings settings = load("segments.length = 10 s, limit = 5, limit = null");

    assertThat(settings.optional("segments.hop", Config::getDuration)).isEmpty();
    assertThat(settings.optional("limit", Config::getLong)).isEmpty();
    assertThatThrownBy(() -> settings.path("manifest"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "manifest has no value; give it in the settings file, or as an option of the job");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "workspce = x                | 3: unknown setting 'workspce'; the nearest is 'workspace'",
        "face { smallest = 0.2 }     | 3: unknown setting 'face.smallest'; the nearest is"
            + " 'faces.smallest'",
        "faces.encodng = png         | 3: unknown setting 'faces.encodng'; the nearest is"
            + " 'faces.encoding'",
        "lmit = null                 | 3: unknown setting 'lmit'; the nearest is 'limit'",
        "seed { a = 1 }              | 3: unknown setting 'seed.a'; the nearest is 'seed'",
        "faces = 3                   | 3: faces is a group of settings (faces.encoding,"
            + " faces.smallest), not one with a value",
        "seed = abc                  | 3: seed must be a whole number, not 'abc'",
        "seed = 4.5                  | 3: seed must be a whole number, not 4.5",
        "seed = null                 | 3: seed must be a whole number, not null",
        "limit = many                | 3: limit must be a whole number, not 'many'",
        "max-reject-ratio = half     | 3: max-reject-ratio must be a number, not 'half'",
        "dry-run = 2                 | 3: dry-run must be true or false, not 2",
        "media.max-time = 10 parsecs | 3: media.max-time must be a duration such as '10 minutes',"
            + " not '10 parsecs'",
        "segments.hop = -5 s         | 3: segments.hop must be a duration such as '10 minutes', not"
            + " '-5 s'",
        "extract.task-bytes = 3 cups | 3: extract.task-bytes must be a size such as '32 MiB', not"
            + " '3 cups'",
        "extract.stages = faces      | 3: extract.stages must be a list such as [a, b], not"
            + " 'faces'",
        "workspace = ''              | 3: workspace must be a path or URI, not ''",
        "workspace = [a, b]          | 3: workspace must be a path or URI, not [\"a\",\"b\"]",
        "workspace = ${nowhere}      | 3: Could not resolve substitution to a value: ${nowhere}",
      })
  void refusesABadSettingWithItsPlace(String line, String sentence) throws IOException {
    Path file = write("bad.conf", "# a comment\n\n" + line.replace("''", "\"\"") + "\nsede = 1\n");

    assertThatThrownBy(() -> Settings.load(file.toString(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessage(file + ": " + sentence);
  }

  @Test
  void refusesTextThatIsNoHocon() throws IOException {
    assertThatThrownBy(() -> load("faces {\n  smallest = 0.2\n"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(folder.resolve("my.conf") + ": 3: ");
  }

  @Test
  void refusesABadOptionByItsName() {
    assertThatThrownBy(() -> Settings.load(null, Map.of("extract.task-clips", "few")))
        .hasMessage("--task-clips: extract.task-clips must be a whole number, not 'few'");
  }

  @Test
  void refusesAFileThatIsMissingOrNoFile() {
    String missing = folder.resolve("missing.conf").toString();
    assertThatThrownBy(() -> Settings.load(missing, Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessage("there is no settings file '%s'", missing);
    assertThatThrownBy(() -> Settings.load(folder.toString(), Map.of()))
        .isInstanceOf(SettingsException.class)
        .hasMessage("the settings file '%s' cannot be read: it is not a readable file", folder);
  }

  @Test
  void namesTheNearestOfAFewNames() throws IOException {
    Settings settings = load("seed = 1\nfaces.encoding = jpg\nextract.stages = [faces, fcaes]");

    SettingsException one =
        catchThrowableOfType(
            SettingsException.class,
            () -> settings.name("faces.encoding", List.of("raw", "png", "jpeg")));
    SettingsException many =
        catchThrowableOfType(
            SettingsException.class,
            () -> settings.names("extract.stages", List.of("faces", "acoustics")));

    String file = folder.resolve("my.conf").toString();
    assertThat(one)
        .hasMessage(
            file
                + ": 2: faces.encoding knows no 'jpg', only raw, png, jpeg; the nearest is 'jpeg'");
    assertThat(many)
        .hasMessage(
            file
                + ": 3: extract.stages knows no 'fcaes', only faces, acoustics; the nearest is"
                + " 'faces'");
  }

  @Test
  void aRelativePathBelongsToTheFileWhereItStands() throws IOException {
    Files.createDirectory(folder.resolve("base"));
    write("base/base.conf", "workspace = tables, manifest = overridden");
    Settings settings = load("include \"base/base.conf\"\nmanifest = \"../my clips/list 1.csv\"");

    assertThat(settings.path("workspace")).hasToString(uri("base/tables"));
    assertThat(settings.path("manifest"))
        .hasToString("file:" + folder.getParent().resolve("my clips/list 1.csv"));
  }

  @Test
  void aRelativePathOfNoFileBelongsToTheWorkingDirectory() {
    Settings settings = Settings.load(null, Map.of("manifest", "list.csv"));

    assertThat(settings.path("workspace"))
        .hasToString("file:" + Path.of("workspace").toAbsolutePath());
    assertThat(settings.path("manifest"))
        .hasToString("file:" + Path.of("list.csv").toAbsolutePath());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hdfs://nn:8020/a b/list.csv", "s3a://bucket/list.csv", "file:/a/list.csv"})
  void aUriStaysAsItIs(String uri) throws IOException {
    assertThat(load("manifest = \"" + uri + "\"").path("manifest")).hasToString(uri);
  }

  /** A cluster's file system, as far as settings can tell. */
  static final class ClusterFileSystem extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("cluster:///");
    }

    @Override
    public String getScheme() {
      return "cluster";
    }
  }

  @Test
  void readsAFileOfAnyHadoopFileSystemAndPathsRelativeToIt() throws IOException {
    write("remote.conf", "workspace = tables\nmanifest = /abs/list.csv");
    String uri = "cluster:" + folder.resolve("remote.conf");
    System.setProperty("spark.hadoop.fs.cluster.impl", ClusterFileSystem.class.getName());
    try {
      Settings settings = Settings.load(uri, Map.of());

      assertThat(settings.path("workspace")).hasToString("cluster:" + folder.resolve("tables"));
      assertThat(settings.path("manifest")).hasToString("cluster:/abs/list.csv");
      write("remote.conf", "\nsede = 1");
      assertThatThrownBy(() -> Settings.load(uri, Map.of()))
          .hasMessage(uri + ": 2: unknown setting 'sede'; the nearest is 'seed'");
      assertThatThrownBy(() -> Settings.load("cluster:/missing.conf", Map.of()))
          .hasMessage("there is no settings file 'cluster:/missing.conf'");
    } finally {
      System.clearProperty("spark.hadoop.fs.cluster.impl");
    }
  }

  @Test
  void travelsToExecutorsWhole() throws Exception {
    Settings settings = load("manifest = list.csv, media.max-time = 90 s, extract.stages = [a, b]");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(settings);
    }

    Settings arrived;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      arrived = (Settings) in.readObject();
    }

    assertThat(arrived.config()).isEqualTo(settings.config());
    assertThat(arrived.path("manifest")).hasToString(uri("list.csv"));
    assertThat(arrived.config().getDuration("media.max-time")).isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void rendersOneLineOfSortedJson() throws IOException {
    assertThat(load("seed = 7").toJson())
        .startsWith(
            "{\"audio\":{\"level\":\"none\",\"max-duration\":\"10 minutes\"},\"audio-dnn\":{\"backbone\":")
        .contains("},\"dry-run\":false,", "\"limit\":null,\"manifest\":null,", "\"seed\":7,")
        .doesNotContain("\n");
  }

  /**
   * Of the same meaning is no change, and a version with fewer settings had the others' defaults.
   */
  @Test
  void tellsWhichSettingsAreNotAsTheyCome() {
    String json = "{\"seed\":7,\"media\":{\"max-time\":\"600 s\"},\"limit\":3}";

    assertThat(Settings.changes(json))
        .containsExactly(
            new Settings.Change("limit", "without a value", "3"),
            new Settings.Change("seed", "42", "7"));
    assertThat(Settings.value(json, "seed")).isEqualTo("7");
    assertThat(Settings.value("{}", "seed")).isEqualTo("42");
  }

  @ParameterizedTest
  @ValueSource(strings = {"local.conf", "cluster.conf"})
  void takesTheFilesThatComeWithTheSources(String name) {
    Settings settings = Settings.load("../conf/" + name, Map.of());

    assertThat(settings.path("manifest").getName()).isEqualTo("manifest.csv");
  }

  @Test
  void takesTheValuesOfThePaper() {
    Settings settings = Settings.load("../conf/paper.conf", Map.of());

    assertThat(settings.config().getString("resnet-lstm.pyramid.pooling")).isEqualTo("flatten");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "seed = 42                | seed = 42                | seed           | -",
        "seed = 1                 | seed = 2                 | seed           | seed was 1 and is"
            + " 2",
        "seed = 1                 | seed = 2                 | faces,segments | -",
        "seed = 1                 | -                        | seed           | seed was 1 and is"
            + " 42",
        "-                        | segments.length = 10 s   | segments       | segments.length was"
            + " without a value and is 10 s",
        "segments.length = 10 s   | -                        | segments       | segments.length was"
            + " 10 s and is without a value",
        "segments.length = 10 s   | segments.hop = 5 s       | segments.hop   | segments.hop was"
            + " without a value and is 5 s",
        "media.max-time = 90 s    | media.max-time = 91 s    | media.max      | -",
        "faces.smallest = 0.1     | faces.smallest = 0.2     | seed,faces     | faces.smallest was"
            + " 0.1 and is 0.2",
      })
  void tellsHowItDiffersFromOthers(String others, String here, String keys, String differences)
      throws IOException {
    String json = load(others == null ? "" : others).toJson();
    Settings settings = load(here == null ? "" : here);

    assertThat(settings.differences(json, List.of(keys.split(","))))
        .isEqualTo(differences == null ? List.of() : List.of(differences));
  }

  @Test
  void aSettingThatOthersDidNotKnowHadItsDefault() throws IOException {
    Settings settings = load("seed = 7, faces.smallest = 0.25");

    assertThat(settings.differences("{\"seed\":7,\"gone\":1}", List.of("seed", "faces", "gone")))
        .singleElement()
        .asString()
        .matches("faces.smallest was 0\\.\\d+ and is 0.25");
  }
}
