package org.sparkaffect.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkaffect.emotion.Emotion;

class CsvManifestTest {
  @TempDir private Path folder;
  private Archive archive;

  @BeforeEach
  void open() {
    archive = new Archive(folder);
  }

  private List<Clip> read(String csv) throws IOException {
    return read(csv.getBytes(StandardCharsets.UTF_8));
  }

  private List<Clip> read(byte[] csv) throws IOException {
    Path file = Files.write(folder.resolve("clips.csv"), csv);
    return Manifest.read(file.toString(), null, Archive.RULE, Archive.HADOOP);
  }

  @Test
  void everyColumnIsRead() throws IOException {
    assertThat(
            read(
                """
                clip_id,uri,label,split,subject,start_ms,end_ms
                one,a.mp4,happiness,TRAIN,Ann,1500,4000
                """))
        .containsExactly(
            new Clip("one", archive.uri("a.mp4"), 1500L, 4000L, Emotion.HAPPY, Split.TRAIN, "Ann"));
  }

  static Stream<Arguments> forms() {
    Arguments[] forms = {
      arguments("only the uri", "uri\na.mp4\n"),
      arguments("no line end", "uri\na.mp4"),
      arguments("a byte order mark", "\uFEFFuri\na.mp4\n"),
      arguments("a byte order mark before a quote", "\uFEFF\"uri\"\na.mp4\n"),
      arguments("lines of Windows", "uri\r\na.mp4\r\n"),
      arguments("empty lines", "\nuri\n\na.mp4\n\n"),
      arguments("quotes", "\"uri\"\n\"a.mp4\"\n"),
      arguments("spaces and capitals", " Label , URI \n , a.mp4 \n"),
      arguments("empty cells", "clip_id,uri,label,split,subject,start_ms,end_ms\n,a.mp4,,,,,\n"),
      arguments("blank cells", "clip_id,uri,label\n\"  \",a.mp4,\"\"\n"),
      arguments("missing cells", "uri,label,split\na.mp4\n"),
    };
    return Stream.of(forms);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void aFileAloneIsAClip(String form, String csv) throws IOException {
    assertThat(read(csv)).containsExactly(Clip.ofFile("a", archive.uri("a.mp4")));
  }

  @ParameterizedTest(name = "{0} from {1} to {2}")
  @CsvSource({
    "a.mp4,             ,     , a",
    "x/y/a.b.mp4,       ,     , x/y/a.b",
    "x.d/a,             ,     , x.d/a",
    "x/.a,              ,     , x/.a",
    "./x/../a.mp4,      ,     , a",
    "a.mp4,           10,   20, a@10-20",
    "a.mp4,            0,   20, a@0-20",
    "a.mp4,             ,   20, a@0-20",
    "a.mp4,           10,     , a@10-end",
    "/elsewhere/a.mp4,  ,     , /elsewhere/a",
    "/elsewhere/a.mp4, 1,    2, /elsewhere/a@1-2",
    "hdfs://nn/v/a.mp4, ,     , /v/a",
  })
  void aClipWithoutAnIdIsNamedByItsPath(String uri, String start, String end, String id)
      throws IOException {
    String row =
        Stream.of(uri, start, end)
            .map(cell -> cell == null ? "" : cell)
            .collect(Collectors.joining(","));

    assertThat(read("uri,start_ms,end_ms\n" + row)).extracting(Clip::id).containsExactly(id);
  }

  @Test
  void whatIsBelowTheManifestsFolderIsNamedFromThereHoweverItIsWritten() throws IOException {
    String absolute = folder.resolve("x/a.mp4").toString();

    for (String uri : List.of("x/a.mp4", absolute, "file:" + absolute, "file://" + absolute)) {
      assertThat(read("uri\n" + uri)).extracting(Clip::id).containsExactly("x/a");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two words.mp4",
        " space first.mp4",
        "50%20off.mp4",
        "100%.mp4",
        "take#1.mp4",
        "a+b&c=d;e.mp4",
        "take:1.mp4",
        "news/12:30.mp4",
        "who?.mp4",
        "[a]{b}*.mp4",
        "comma, \"quote\".mp4",
        "back\\slash.mp4",
        "Füße/表情.mp4",
        "e\u0301.mp4",
      })
  void theClipsUriIsTheFileWhateverItsName(String name) throws IOException {
    archive.write(name, "this one");

    Clip clip = read("uri\n\"" + name.replace("\"", "\"\"") + "\"\n").get(0);

    var path = new org.apache.hadoop.fs.Path(clip.uri());
    try (var file = FilePath.fileSystem(path, Archive.HADOOP).open(path)) {
      assertThat(file.readAllBytes()).asString().isEqualTo("this one");
    }
    assertThat(clip.id()).isEqualTo(name.replace(".mp4", ""));
    assertThat(archive.read(Layout.FLAT)).containsExactly(clip);
  }

  static Stream<Arguments> mistakes() {
    String all = "clip_id,uri,label,split,subject,start_ms,end_ms\n";
    Arguments[] mistakes = {
      arguments(
          "url\na.mp4", List.of(":1: unknown column 'url'; did you mean uri?", ":1: column uri")),
      arguments("uri,labels\na.mp4", List.of(":1: unknown column 'labels'; did you mean label?")),
      arguments("uri,label,Label\na.mp4", List.of(":1: column label is there twice")),
      arguments("uri,,\na.mp4", List.of(":1: column 2 has no name", ":1: column 3 has no name")),
      arguments("\n\nlabel\nSad", List.of(":3: column uri is missing")),
      arguments("label,uri\nSad,", List.of(":2: there is no uri")),
      arguments("uri,label\na.mp4,hapy", List.of(":2: unknown label 'hapy'; did you mean Happy?")),
      arguments("uri,split\na.mp4,tran", List.of(":2: unknown split 'tran'; did you mean train?")),
      arguments("uri\na.mp4,Sad", List.of(":2: 2 cells under 1 columns")),
      arguments("uri,start_ms\na.mp4,1.5", List.of(":2: start_ms '1.5' is not a whole number")),
      arguments("uri,end_ms\na.mp4,4s", List.of(":2: end_ms '4s' is not a whole number")),
      arguments("uri,start_ms\na.mp4,-1", List.of(":2: start_ms -1 is negative")),
      arguments("uri,start_ms,end_ms\na.mp4,5,5", List.of(":2: end_ms 5 is not after")),
      arguments("uri,start_ms,end_ms\na.mp4,9,5", List.of(":2: end_ms 5 is not after")),
      arguments("uri,end_ms\na.mp4,0", List.of(":2: end_ms 0 is not after")),
      arguments(
          "uri\na.mp4\nb.mp4\na.avi", List.of(":4: clip_id 'a' is taken by ", "clips.csv:2;")),
      arguments("uri,clip_id\na.mp4,1\nb.mp4,1", List.of(":3: clip_id '1' is taken by ")),
      arguments(
          "uri\ns3a://b/a.mp4", List.of(":2: uri 's3a://b/a.mp4' cannot be used: no file system")),
      arguments(
          "uri\nC:/a.mp4", List.of(":2: uri 'C:/a.mp4' cannot be used: no file system for C:")),
      arguments("uri\n\"a.mp4\nb.mp4", List.of(":2: a quote is not closed")),
      arguments("uri\na.mp4\n\"b\"c.mp4", List.of(":3: a quote is not closed, or has text")),
      // Lines are those of an editor, through empty lines and line ends in quotes.
      arguments("uri,subject\n\na,\"Ann\nLee\"\nb\n\n,x", List.of(":7: there is no uri")),
      arguments("uri,subject\r\n\r\na,\"Ann\r\nLee\"\r\n,x", List.of(":5: there is no uri")),
      // All mistakes of a row, and of all rows, at once.
      arguments(
          all + ",,glad,x,,a,-2\n,b.mp4,,,,,\n1,c.mp4,,,,3,2",
          List.of(
              ":2: there is no uri",
              ":2: unknown label",
              ":2: unknown split",
              ":2: start_ms 'a'",
              ":2: end_ms -2 is neg",
              ":2: end_ms -2 is not",
              ":4: end_ms 2")),
    };
    return Stream.of(mistakes);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakesAreNamedWithFileAndLine(String csv, List<String> expected) {
    String file = folder.resolve("clips.csv").toString();

    assertThatThrownBy(() -> read(csv))
        .isInstanceOf(InputException.class)
        .message()
        .satisfies(
            message ->
                assertThat(message.lines().filter(line -> !line.startsWith(file)))
                    .as("lines without a place")
                    .isEmpty())
        .contains(expected);
  }

  @Test
  void tenMistakesAreNamedAndTheRestCounted() {
    String rows = IntStream.range(0, 14).mapToObj(i -> ",Sad\n").collect(Collectors.joining());

    assertThatThrownBy(() -> read("uri,label\n" + rows))
        .message()
        .satisfies(
            message ->
                assertThat(message.lines())
                    .hasSize(11)
                    .startsWith(
                        folder + "/clips.csv:2: there is no uri; write the path of the clip's file")
                    .endsWith("and 4 more"));
  }

  @Test
  void textThatIsNotUtf8IsRefused() {
    assertThatThrownBy(() -> read("uri\nFüße.mp4\n".getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("save it as UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "uri\n", "\uFEFF"})
  void aTableOfNoClipIsRefused(String csv) {
    assertThatThrownBy(() -> read(csv))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("clips.csv lists no clip; write a header row");
  }
}
