package org.sparkaffect.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.jobs.table.Workspace.Staged;

class WorkspaceTest {
  @TempDir Path root;

  private Workspace workspace;

  @BeforeEach
  void open() throws IOException {
    workspace = new Workspace(new org.apache.hadoop.fs.Path(root.toUri()), new Configuration());
  }

  /** Commits a batch with a file for each of some tables. */
  private void commit(String job, int batch, String... tables) throws IOException {
    org.apache.hadoop.fs.Path staging = workspace.stage(job);
    List<Staged> staged = new ArrayList<>();
    for (String table : tables) {
      String file = staging + "/" + table + staged.size();
      Files.writeString(Path.of(new org.apache.hadoop.fs.Path(file).toUri().getPath()), table);
      staged.add(new Staged(file, table));
    }
    workspace.commit(job, batch, staged);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void movesABatchToItsTables() throws IOException {
    assertThat(workspace.parts("faces")).isEmpty();

    commit("extract", 12, "faces", "faces", "clips");
    workspace.unstage("extract");

    assertThat(files())
        .containsExactly(
            "tables/clips/part-extract-00012-00002.parquet",
            "tables/faces/part-extract-00012-00000.parquet",
            "tables/faces/part-extract-00012-00001.parquet");
    assertThat(root.resolve(".staging")).doesNotExist();
    assertThat(workspace.parts("faces"))
        .extracting(org.apache.hadoop.fs.Path::getName)
        .containsExactly("part-extract-00012-00000.parquet", "part-extract-00012-00001.parquet");
  }

  @Test
  void batchesGoOnWhereTheLastRunOfTheJobEnded() throws IOException {
    assertThat(workspace.nextBatch("extract", "clips", List.of("faces"))).isZero();
    commit("extract", 0, "faces", "clips");
    commit("extract", 1, "clips");
    commit("score", 7, "clips");

    assertThat(workspace.nextBatch("extract", "clips", List.of("faces"))).isEqualTo(2);
    assertThat(workspace.nextBatch("score", "clips", List.of())).isEqualTo(8);
  }

  @Test
  void removesWhatAKilledRunLeftOfABatch() throws IOException {
    commit("extract", 0, "faces", "rejects", "clips");
    commit("extract", 1, "faces", "rejects");
    commit("score", 1, "faces");

    assertThat(workspace.nextBatch("extract", "clips", List.of("faces", "rejects"))).isEqualTo(1);

    assertThat(files())
        .containsExactly(
            "tables/clips/part-extract-00000-00002.parquet",
            "tables/faces/part-extract-00000-00000.parquet",
            "tables/faces/part-score-00001-00000.parquet",
            "tables/rejects/part-extract-00000-00001.parquet");
  }

  /** The name of one may begin that of another. */
  @Test
  void knowsTheFilesOfAJobFromThoseOfOthers() throws IOException {
    commit("score", 3, "clips");
    commit("score-archive", 5, "clips");
    Files.writeString(root.resolve("tables/clips/part-score-mine.parquet"), "");

    assertThat(workspace.nextBatch("score", "clips", List.of("clips"))).isEqualTo(4);
    assertThat(workspace.nextBatch("score-archive", "clips", List.of("clips"))).isEqualTo(6);
    assertThat(workspace.parts("clips")).hasSize(3);
  }

  @Test
  void putsAFileInThePlaceOfATables() throws IOException {
    commit("extract", 0, "clips", "clips");
    org.apache.hadoop.fs.Path part = workspace.parts("clips").get(1);
    Path file = Files.writeString(root.resolve("new"), "new");

    workspace.replace(part, new org.apache.hadoop.fs.Path(file.toUri()));

    assertThat(files())
        .containsExactly(
            "tables/clips/part-extract-00000-00000.parquet",
            "tables/clips/part-extract-00000-00001.parquet");
    assertThat(Path.of(part.toUri().getPath())).hasContent("new");
  }

  @Test
  void aFileThatCannotBeReplacedStays() throws IOException {
    commit("extract", 0, "clips");
    org.apache.hadoop.fs.Path part = workspace.parts("clips").get(0);

    assertThatThrownBy(
            () -> workspace.replace(part, new org.apache.hadoop.fs.Path(root + "/missing")))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith("cannot move %s/missing to %s: ", root, part);
    assertThat(Path.of(part.toUri().getPath())).hasContent("clips");
  }

  @Test
  void aFolderThatCannotBeMadeIsAnErrorWithItsName() throws IOException {
    Files.writeString(root.resolve(".staging"), "a file where the folder should be");

    assertThatThrownBy(() -> workspace.stage("extract"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageMatching("cannot (make the folder|remove) file:" + root + "/.staging/.*");
  }

  @ParameterizedTest
  @CsvSource({
    "none://host/w, 'No FileSystem for scheme \"none\"'",
    "hdfs://host.invalid/w, java.net.UnknownHostException: host.invalid",
  })
  void aWorkspaceThatIsNowhereIsAnErrorWithItsName(String root, String why) {
    assertThatThrownBy(
            () -> new Workspace(new org.apache.hadoop.fs.Path(root), new Configuration()))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith("cannot open %s: ", root)
        .hasMessageContaining(why + "; mend that");
  }

  @Test
  void stagesInAFolderThatNoEarlierRunFilled() throws IOException {
    Path killed = Files.createDirectories(root.resolve(".staging/extract/attempt"));
    Files.writeString(killed.resolve("faces"), "half a fi");
    Path other = Files.createDirectories(root.resolve(".staging/score"));

    String staging = workspace.stage("extract").toUri().getPath();

    assertThat(killed).doesNotExist();
    assertThat(Path.of(staging)).isEmptyDirectory().startsWith(root.resolve(".staging/extract"));
    workspace.unstage("extract");
    assertThat(root.resolve(".staging")).isDirectoryContaining(other::equals);
    assertThat(root.resolve(".staging/extract")).doesNotExist();
  }

  @Test
  void aFileThatCannotBeMovedIsAnErrorWithBothNames() {
    Staged missing = new Staged("file:" + root.resolve("missing"), "faces");

    assertThatThrownBy(() -> workspace.commit("extract", 0, List.of(missing)))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith("cannot move ")
        .hasMessageContaining(root.resolve("missing").toString())
        .hasMessageContaining(
            root.resolve("tables/faces/part-extract-00000-00000.parquet").toString());
  }
}
