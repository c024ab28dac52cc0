package org.sparkaffect.jobs.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.jobs.DuckDb;
import org.sparkaffect.jobs.FakeFiles;
import org.sparkaffect.jobs.LocalSpark;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.WorkspaceException;

class BatchesTest {
  private static final List<Clip> CLIPS = ToyWork.clips("a", "slow", "b", "corrupt");
  private static final ToyWork FIRST = new ToyWork("slow");

  /** To which the clips are good that are slow to the first. */
  private static final ToyWork SECOND = new ToyWork("none");

  private static final Scope SCOPE =
      new Scope(List.of(Toys.NAME), false, reject -> reject.reason().passing());

  @TempDir Path folder;

  private Path root;

  private interface Run {
    void run() throws IOException;
  }

  private Summary run(List<Clip> clips, ToyWork work) throws IOException {
    JavaSparkContext context = new JavaSparkContext(LocalSpark.session().sparkContext());
    Batches<ToyWork.One> batches =
        new Batches<>("toy", work, 2, workspace(), SCOPE, Map.of(), context);
    return batches.run(batches.ledger().pending(clips), BatchesTest::plan);
  }

  /** A task is of two clips. */
  private static List<List<ToyWork.One>> plan(List<Clip> clips) {
    List<ToyWork.One> items = clips.stream().map(ToyWork.One::new).toList();
    return Stream.iterate(0, i -> i < items.size(), i -> i + 2)
        .map(i -> List.copyOf(items.subList(i, Math.min(i + 2, items.size()))))
        .toList();
  }

  private Workspace workspace() throws IOException {
    return new Workspace(new org.apache.hadoop.fs.Path(FakeFiles.uri(root)), new Configuration());
  }

  private List<String> table(String name, String columns) {
    return DuckDb.query(
        "SELECT %s FROM '%s/tables/%s/*.parquet' ORDER BY ALL".formatted(columns, root, name));
  }

  private List<String> tables() {
    return DuckDb.query(
        "SELECT 'clips', t::VARCHAR FROM '%1$s/clips/*.parquet' t UNION ALL SELECT 'toys', t::VARCHAR FROM '%1$s/toys/*.parquet' t UNION ALL SELECT 'rejects', t::VARCHAR FROM (SELECT * EXCLUDE (at, attempts) FROM '%1$s/rejects/*.parquet') t ORDER BY ALL"
            .formatted(root.resolve("tables")));
  }

  @AfterEach
  void mendTheDisk() {
    FakeFiles.CHANGES_LEFT.set(Integer.MAX_VALUE);
  }

  /** Gives the tables of a run, each time anew, that the disk fails ever later. */
  private void anyMoment(Run before, Run run) throws IOException {
    root = folder.resolve("undisturbed");
    before.run();
    run.run();
    List<String> undisturbed = tables();
    boolean made = false;
    for (int changes = 0; !made; changes++) {
      root = Files.createDirectory(folder.resolve("after " + changes));
      before.run();
      FakeFiles.CHANGES_LEFT.set(changes);
      try {
        run.run();
        made = true;
      } catch (IOException | RuntimeException e) {
        assertThat(causes(e))
            .as("after %d changes", changes)
            .anySatisfy(
                cause ->
                    assertThat(cause)
                        .isInstanceOf(WorkspaceException.class)
                        .hasMessageContaining(": No space left on device; mend that and "));
      }
      FakeFiles.CHANGES_LEFT.set(Integer.MAX_VALUE);
      run.run();
      assertThat(tables()).as("after %d changes", changes).isEqualTo(undisturbed);
      assertThat(root.resolve(".staging")).doesNotExist();
    }
  }

  private static List<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause).toList();
  }

  @Test
  void aRunThatTheDiskEndsAtAnyMomentIsGoneOnWith() throws IOException {
    anyMoment(() -> {}, () -> run(CLIPS, FIRST));

    assertThat(table("toys", "clip_id")).containsExactly("a", "b");
    assertThat(table("rejects", "clip_id, stage, reason, message"))
        .containsExactly("corrupt|toys|CORRUPT|it is corrupt", "slow|toys|TOO_SLOW|it is slow");
  }

  @Test
  void soIsOneThatTriesRejectsAgain() throws IOException {
    List<Clip> more = Stream.concat(CLIPS.stream(), ToyWork.clips("c").stream()).toList();

    anyMoment(() -> run(CLIPS, FIRST), () -> run(more, SECOND));

    assertThat(table("toys", "clip_id")).containsExactly("a", "b", "c", "slow");
    assertThat(table("rejects", "clip_id")).containsExactly("corrupt");
    assertThat(table("clips", "clip_id")).containsExactly("a", "b", "c", "corrupt", "slow");
  }

  @Test
  void sumsUpWhatClipsCameTo() throws IOException {
    root = folder;

    Summary summary = run(CLIPS, FIRST);

    assertThat(summary.clips()).isEqualTo(4);
    assertThat(summary.rejects()).startsWith("toys rejected 2 (").contains("TOO_SLOW 1");
    assertThat(run(CLIPS, FIRST).clips()).as("tried again").isEqualTo(1);
    assertThat(table("rejects", "clip_id, attempts")).containsExactly("corrupt|1", "slow|2");
    assertThat(run(ToyWork.clips("a", "b"), FIRST).clips()).isZero();
  }

  @Test
  void anOutputThatFailsIsNoFaultOfTheClip() throws IOException {
    root = folder;

    assertThatThrownBy(() -> run(ToyWork.clips("a", "disk"), FIRST))
        .satisfies(e -> assertThat(causes(e)).hasAtLeastOneElementOfType(WorkspaceException.class));

    assertThat(workspace().parts("clips")).isEmpty();
    run(ToyWork.clips("a"), FIRST);
    assertThat(table("clips", "clip_id")).containsExactly("a");
    assertThat(folder.resolve(".staging")).doesNotExist();
  }
}
