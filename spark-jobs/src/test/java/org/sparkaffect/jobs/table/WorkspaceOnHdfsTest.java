package org.sparkaffect.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.protocol.HdfsConstants.SafeModeAction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.jobs.table.Workspace.Staged;

/** Where a rename overwrites nothing, unless it is told to. */
class WorkspaceOnHdfsTest {
  /** Held, or the level set on it is lost with it. */
  private static final Logger HADOOP = Logger.getLogger("org.apache.hadoop");

  @TempDir static java.nio.file.Path folder;
  private static MiniDFSCluster cluster;
  private static FileSystem files;

  private Path root;
  private Workspace workspace;

  @BeforeAll
  static void start() throws IOException {
    HADOOP.setLevel(Level.WARNING);
    Configuration configuration = new Configuration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
    cluster = new MiniDFSCluster.Builder(configuration).build();
    files = cluster.getFileSystem();
  }

  @AfterAll
  static void stop() {
    cluster.shutdown();
  }

  @BeforeEach
  void open(TestInfo test) throws IOException {
    root = new Path(files.getUri() + "/" + test.getTestMethod().orElseThrow().getName());
    workspace = new Workspace(root, new Configuration());
  }

  private Path write(Path file) throws IOException {
    try (FSDataOutputStream out = files.create(file)) {
      out.write(file.getName().getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static String text(Path file) throws IOException {
    try (FSDataInputStream in = files.open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<Path> commit(int batch, String... names) throws IOException {
    Path staging = workspace.stage("extract");
    for (String name : names) {
      Staged staged = new Staged(write(new Path(staging, name)).toString(), "clips");
      workspace.commit("extract", batch, List.of(staged));
    }
    return workspace.parts("clips");
  }

  @Test
  void movesABatchToItsTables() throws IOException {
    Path part = commit(3, "first").get(0);

    assertThat(part).isEqualTo(new Path(root, "tables/clips/part-extract-00003-00000.parquet"));
    assertThat(text(part)).isEqualTo("first");
    assertThat(workspace.nextBatch("extract", "clips", List.of())).isEqualTo(4);
    workspace.unstage("extract");
    assertThat(files.exists(new Path(root, ".staging"))).isFalse();
  }

  @Test
  void aBatchIsNeverWrittenOver() throws IOException {
    assertThatThrownBy(() -> commit(0, "first", "second"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("part-extract-00000-00000.parquet: the file system refuses it");

    assertThat(text(workspace.parts("clips").get(0))).isEqualTo("first");
  }

  @Test
  void putsAFileInThePlaceOfATables() throws IOException {
    Path part = commit(0, "first").get(0);

    workspace.replace(part, write(new Path(workspace.stage("extract"), "second")));

    assertThat(workspace.parts("clips")).containsExactly(part);
    assertThat(text(part)).isEqualTo("second");
    assertThatThrownBy(() -> workspace.replace(part, new Path(root, "missing")))
        .isInstanceOf(WorkspaceException.class);
    assertThat(text(part)).isEqualTo("second");
  }

  @Test
  void aNameNodeThatRefusesChangesIsOneSentence() throws IOException {
    Path part = commit(0, "first").get(0);
    cluster.getFileSystem().setSafeMode(SafeModeAction.SAFEMODE_ENTER);
    try {
      assertThatThrownBy(() -> workspace.stage("extract"))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageContaining("Name node is in safe mode")
          .hasMessageNotContaining("\n");
      assertThatThrownBy(() -> workspace.replace(part, new Path(root, "second")))
          .isInstanceOf(WorkspaceException.class)
          .hasMessageContaining("Name node is in safe mode")
          .hasMessageNotContaining("\n");
    } finally {
      cluster.getFileSystem().setSafeMode(SafeModeAction.SAFEMODE_LEAVE);
    }
  }
}
