package org.sparkaffect.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.TestData;
import org.sparkaffect.clip.RejectReason;
import org.sparkaffect.clip.RejectedException;

class HdfsTest {
  private static final Path FILM = TestData.file("hostile/index_at_end.mp4");
  private static final long[] WANTED = {0, 500_000, 1_000_000, 1_900_000};

  /** Held, or the level set on it is lost with it. */
  private static final Logger HADOOP = Logger.getLogger("org.apache.hadoop");

  @TempDir static Path folder;
  private static MiniDFSCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    HADOOP.setLevel(Level.WARNING);
    Configuration configuration = new Configuration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
    configuration.setInt("dfs.namenode.fs-limits.min-block-size", 4096);
    configuration.setInt("dfs.blocksize", 8192); // the film is read from six blocks
    cluster = new MiniDFSCluster.Builder(configuration).build();
    cluster
        .getFileSystem()
        .copyFromLocalFile(new org.apache.hadoop.fs.Path(FILM.toUri()), path("/film.mp4"));
  }

  @AfterAll
  static void stop() {
    cluster.shutdown();
  }

  @Test
  void anIndexAtTheEndNeedsNoLocalCopy() throws Exception {
    Recording local = Recording.of(FILM, WANTED);
    List<Path> before = temporaryFiles();

    try (MediaFile media = open("/film.mp4")) {
      Recording remote = Recording.of(media, 0, Recording.END, WANTED);

      assertThat(temporaryFiles()).isEqualTo(before);
      assertThat(remote.decoded).hasSize(48).isEqualTo(local.decoded);
      assertThat(remote.shown).containsExactly(local.shown);
      for (int i = 0; i < WANTED.length; i++) {
        assertThat(remote.images[i].pixels()).isEqualTo(local.images[i].pixels());
      }
      assertThat(remote.sound).isEqualTo(local.sound);
    }
  }

  @Test
  void aMissingFileIsNotFound() {
    assertThatThrownBy(() -> open("/none.mp4"))
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.reason()).isEqualTo(RejectReason.NOT_FOUND));
  }

  private static MediaFile open(String name) throws Exception {
    return MediaFile.open(path(name), new Configuration(), Recording.LIMITS, 2);
  }

  private static org.apache.hadoop.fs.Path path(String name) throws Exception {
    return new org.apache.hadoop.fs.Path(cluster.getFileSystem().getUri() + name);
  }

  private static List<Path> temporaryFiles() throws Exception {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.sorted().toList();
    }
  }
}
