package org.sparkaffect.jobs.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.jobs.DuckDb;
import org.sparkaffect.jobs.FakeFiles;
import org.sparkaffect.jobs.cluster.Launch;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.WorkspaceException;

class CommitsTest {
  private static final Clip WHOLE = Clip.ofFile("whole", "file:/whole.mp4");
  private static final Clip CUT = Clip.ofFile("cut", "file:/cut.mp4");
  private static final Clip HEAD = CUT.segment(0, 5);
  private static final Clip TAIL = CUT.segment(5, 9);
  private static final Clip LATE = Clip.ofFile("late", "file:/late.mp4");
  private static final List<Clip> MANIFEST = List.of(WHOLE, CUT, LATE);

  private static final Scope SCOPE = new Scope(List.of(Toys.NAME), true, reject -> true);

  @TempDir Path root;

  private Workspace workspace() throws IOException {
    return new Workspace(new org.apache.hadoop.fs.Path(FakeFiles.uri(root)), new Configuration());
  }

  private Commits commits(int run) throws IOException {
    Map<String, String> metadata = Map.of("affect.run", String.valueOf(run));
    return new Commits(
        "job", workspace(), SCOPE, List.of(Toys.NAME), metadata, new Configuration(), new Launch());
  }

  /** Commits what some clips came to, of which the slow are rejected and the others give rows. */
  private void commit(Commits commits, List<Clip> taken, List<Clip> clips, Clip... slow)
      throws Exception {
    org.apache.hadoop.fs.Path staging = workspace().stage("job");
    List<Reject> rejects =
        Stream.of(slow)
            .map(clip -> new Reject(clip, "toys", RejectReason.TOO_SLOW, "", 1, Instant.EPOCH))
            .toList();
    List<Clip> good = clips.stream().filter(clip -> !Set.of(slow).contains(clip)).toList();
    commits.commit(taken, clips, rejects, List.of(Toys.staged(staging, good)), staging);
  }

  /** Rows of a table, with what tells a doubled one. */
  private List<String> table(String name, String columns) {
    return DuckDb.query(
        "SELECT %s FROM '%s/tables/%s/*.parquet' ORDER BY ALL".formatted(columns, root, name));
  }

  private List<String> tables() {
    return DuckDb.query(
        "SELECT 'clips', clip_id, uri FROM '%1$s/clips/*.parquet' UNION ALL SELECT 'rejects', clip_id, attempts::VARCHAR FROM '%1$s/rejects/*.parquet' UNION ALL SELECT 'toys', clip_id, '' FROM '%1$s/toys/*.parquet' ORDER BY ALL"
            .formatted(root.resolve("tables")));
  }

  private void clear() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(root)) {
          Files.delete(file);
        }
      }
    }
  }

  private interface Change {
    void make() throws Exception;
  }

  /** Makes a change on a disk that is full after some changes of its files. */
  private static boolean madeWithin(int changes, Change change) throws Exception {
    FakeFiles.CHANGES_LEFT.set(changes);
    try {
      change.make();
      return true;
    } catch (WorkspaceException e) {
      assertThat(e).hasMessageContaining("No space left on device; mend that and give");
      return false;
    } finally {
      FakeFiles.CHANGES_LEFT.set(Integer.MAX_VALUE);
    }
  }

  /**
   * Makes a change on a disk that fails ever later, and starts again behind each failure.
   *
   * @param pendingBefore what the next run is to try again if the change did not come to pass
   * @param pendingAfter likewise if it did
   */
  private void anyMoment(
      Change before, Change change, List<Clip> pendingBefore, List<Clip> pendingAfter)
      throws Exception {
    before.make();
    List<String> tablesBefore = tables();
    change.make();
    List<String> tablesAfter = tables();
    List<Boolean> done = new ArrayList<>();
    boolean made = false;
    for (int changes = 0; !made; changes++) {
      clear();
      before.make();
      made = madeWithin(changes, change);
      madeWithin(changes % 7, () -> commits(9)); // the next run is killed as well

      Ledger ledger = commits(9).ledger();
      done.add(ledger.pending(MANIFEST).equals(pendingAfter));
      boolean last = done.get(done.size() - 1);
      assertThat(tables())
          .as("after %d changes", changes)
          .isEqualTo(last ? tablesAfter : tablesBefore);
      if (!last) {
        assertThat(ledger.pending(MANIFEST)).isEqualTo(pendingBefore);
      }
    }
    assertThat(done).contains(false, true).isSorted();
  }

  @Test
  void aBatchIsThereAsAWholeOrNotAtAll() throws Exception {
    anyMoment(
        () -> commit(commits(1), List.of(WHOLE), List.of(WHOLE), WHOLE),
        () -> commit(commits(2), List.of(CUT, LATE), List.of(HEAD, TAIL, LATE), LATE),
        List.of(WHOLE, CUT, LATE),
        List.of(WHOLE, LATE));
  }

  @Test
  void aClipThatIsTriedAgainIsReplacedWheneverTheRunIsKilled() throws Exception {
    anyMoment(
        () -> {
          Commits commits = commits(1);
          commit(commits, List.of(WHOLE), List.of(WHOLE), WHOLE);
          commit(commits, List.of(LATE), List.of(LATE), LATE);
          commit(commits, List.of(CUT), List.of(HEAD, TAIL), TAIL);
        },
        () -> commit(commits(2), List.of(WHOLE, TAIL, LATE), List.of(WHOLE, TAIL, LATE), LATE),
        List.of(WHOLE, TAIL, LATE),
        List.of(LATE));

    assertThat(table("rejects", "clip_id, attempts")).containsExactly("late|2");
    assertThat(table("clips", "count(*)")).containsExactly("4");
  }

  @Test
  void aClipThatIsCutWhenItIsTriedAgainIsItsSegments() throws Exception {
    anyMoment(
        () -> {
          Commits commits = commits(1);
          commit(commits, List.of(CUT, WHOLE), List.of(CUT, WHOLE), CUT);
          commit(commits, List.of(LATE), List.of(LATE));
        },
        () -> commit(commits(2), List.of(CUT), List.of(HEAD, TAIL), TAIL),
        List.of(CUT),
        List.of(TAIL));

    assertThat(table("clips", "clip_id")).containsExactly("cut@0-5", "cut@5-9", "late", "whole");
  }

  @Test
  void aFileThatIsWrittenAnewKeepsWhatItTellsOfItself() throws Exception {
    commit(commits(1), List.of(CUT, WHOLE), List.of(CUT, WHOLE), CUT, WHOLE);
    commit(commits(2), List.of(CUT), List.of(HEAD, TAIL));

    TableReader reader = new TableReader(new Configuration());
    for (String table : List.of("clips", "rejects")) {
      assertThat(reader.metadata(workspace().parts(table).get(0)))
          .containsEntry("affect.run", "1")
          .doesNotContainKey("affect.replaces");
    }
    assertThat(table("rejects", "clip_id")).containsExactly("whole");
  }
}
