package org.sparkaffect.jobs.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.jobs.batch.InHand.Note;

class SuspectsTest {
  @TempDir Path root;

  private InHand inHand;

  @BeforeEach
  void open() throws IOException {
    inHand = new InHand(new org.apache.hadoop.fs.Path(root.toUri()), "job", new Configuration());
  }

  private static List<Clip> clips(String... ids) {
    return Stream.of(ids).map(id -> Clip.ofFile(id, "file:/" + id)).toList();
  }

  /** As a run begins that is to take these. */
  private Suspects suspects(String... ids) throws IOException {
    Suspects suspects = new Suspects(inHand, clips(ids));
    suspects.load();
    return suspects;
  }

  @Test
  void areKnownToTheNextRunInTheirOrderUntilAllIsKnownOfThem() throws IOException {
    Suspects first = suspects("a", "b", "c", "d");
    first.suspect(clips("d", "a"));
    first.suspect(List.of());
    first.suspect(clips("c", "a"));
    first.forget(clips("a", "b"));

    assertThat(first.all()).isEqualTo(clips("d", "c"));
    assertThat(clips("a", "b", "c", "d")).filteredOn(first::has).isEqualTo(clips("c", "d"));
    assertThat(suspects("a", "b", "c", "d").all()).isEqualTo(clips("d", "c"));
    assertThat(suspects("a", "b", "c").all()).isEqualTo(clips("c"));
  }

  @Test
  void accusesWhatWasInHandAndFindsGuiltyWhatWasInHandAlone() throws IOException {
    suspects("a", "b", "c", "d").suspect(clips("a"));
    inHand.note(new Note("b", 0, 0, false, List.of("b", "c", "done since")));
    Suspects suspects = suspects("a", "b", "c", "d");

    assertThat(suspects.all()).isEqualTo(clips("a"));
    assertThat(suspects.accuse()).isEmpty();
    assertThat(suspects.all()).isEqualTo(clips("a", "b", "c"));

    inHand.removeNotes();
    inHand.note(new Note("e", 0, 1, true, List.of("b")));
    assertThat(suspects("a", "b", "c", "d").accuse()).isEqualTo(clips("b"));
    assertThat(suspects("a", "b", "c", "d").all()).isEqualTo(clips("a", "b", "c"));
  }
}
