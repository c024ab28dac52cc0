package org.sparkaffect.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparkaffect.TestData;
import org.sparkaffect.clip.RejectedException;

class HostileFilesTest {
  /** What is not for this room to see: whether a face is in the picture. */
  private static final Set<String> DECODED = Set.of("row", "NO_FACE");

  static Stream<Arguments> files() throws IOException {
    Map<String, String> expected = new HashMap<>();
    rows("hostile-expected.csv").forEach(row -> expected.put(row[0], row[1]));
    return rows("hostile.csv").stream().map(row -> arguments(row[1], expected.get(row[0])));
  }

  private static List<String[]> rows(String table) throws IOException {
    return Files.readAllLines(TestData.file(table)).stream()
        .skip(1)
        .map(row -> row.split(","))
        .toList();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("files")
  void comesToWhatIsExpected(String file, String expected) {
    assertThat(outcome(file)).isEqualTo(DECODED.contains(expected) ? "decoded" : expected);
  }

  private static String outcome(String file) {
    Recording recording = new Recording(1);
    try (MediaFile media = Recording.open(TestData.file(file), Recording.LIMITS)) {
      long[] middle = {media.info().durationUs() / 2};
      media.decode(0, Recording.END, middle, recording, recording);
      return recording.images[0] == null ? "nothing" : "decoded";
    } catch (RejectedException e) {
      return e.reason().name();
    }
  }
}
