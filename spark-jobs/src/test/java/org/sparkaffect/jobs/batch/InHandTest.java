package org.sparkaffect.jobs.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkaffect.jobs.batch.InHand.Note;

class InHandTest {
  private static final List<String> ODD =
      List.of(
          "a \"b\"",
          "line\nline\r\t",
          "ü/日本/🎬",
          "${home}",
          "c\\d",
          "",
          " e ",
          "#f",
          "x@0-9",
          "[g]");

  @TempDir Path root;

  private Path folder;
  private InHand inHand;

  @BeforeEach
  void open() throws IOException {
    folder = root.resolve("in-hand");
    inHand = of("score");
  }

  private InHand of(String job) throws IOException {
    return new InHand(new org.apache.hadoop.fs.Path(folder.toUri()), job, new Configuration());
  }

  @Test
  void readsWhatWasNotedLast() throws IOException {
    Note note = new Note("b-1", 3, 1L << 40, true, ODD);
    inHand.note(new Note("b-1", 3, 1L << 40, false, List.of("before")));
    inHand.note(note);
    inHand.note(new Note("b-1", 3, 7, false, List.of("other")));

    assertThat(inHand.notes())
        .containsExactlyInAnyOrder(note, new Note("b-1", 3, 7, false, List.of("other")));

    inHand.remove(note);
    inHand.remove(note);
    assertThat(inHand.notes()).extracting(Note::attempt).containsExactly(7L);
  }

  @Test
  void keepsSuspectsApartFromNotes() throws IOException {
    assertThat(inHand.suspects()).isEmpty();
    inHand.suspect(List.of("before"));
    inHand.suspect(ODD);
    inHand.note(new Note("b", 0, 0, false, List.of("a")));

    inHand.removeNotes();

    assertThat(inHand.suspects()).isEqualTo(ODD);
    assertThat(inHand.notes()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 14, 25, 30})
  void ofAHalfWrittenNoteNothingIsKnown(int bytes) throws IOException {
    inHand.note(new Note("b", 0, 0, false, List.of("a", "b")));
    inHand.suspect(List.of("a", "b"));
    for (Path file : List.of(folder.resolve("score.b.0.0"), folder.resolve("score.suspects"))) {
      String text = Files.readString(file);
      Files.writeString(file, text.substring(0, Math.min(bytes, text.length() - 1)));
    }

    assertThat(inHand.notes()).isEmpty();
    assertThat(inHand.suspects()).isEmpty();
  }

  @Test
  void leavesWhatIsOfOtherJobs() throws IOException {
    InHand other = of("score-archive");
    Note note = new Note("b", 0, 0, false, List.of("a"));
    other.note(note);
    other.suspect(List.of("a"));
    inHand.note(note);
    inHand.suspect(List.of("b"));

    inHand.removeNotes();
    inHand.clear();

    assertThat(inHand.notes()).isEmpty();
    assertThat(inHand.suspects()).isEmpty();
    assertThat(other.notes()).containsExactly(note);
    assertThat(other.suspects()).containsExactly("a");
    assertThat(folder).isDirectory();
    other.clear();
    assertThat(folder).doesNotExist();
    other.clear();
    assertThat(folder).doesNotExist();
  }
}
