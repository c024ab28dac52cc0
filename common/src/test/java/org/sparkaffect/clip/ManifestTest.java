package org.sparkaffect.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {
  @TempDir private Path folder;
  private Archive archive;

  @BeforeEach
  void open() {
    archive = new Archive(folder);
  }

  private static List<Clip> read(String uri) {
    return Manifest.read(uri, null, Archive.RULE, Archive.HADOOP);
  }

  @Test
  void aManifestIsFoundByPathAndByUri() throws IOException {
    Path csv = archive.write("my: list #1/CLIPS:1.CSV", "uri\na.mp4\n");
    List<Clip> clips = List.of(Clip.ofFile("a", archive.uri("my: list #1/a.mp4")));

    assertThat(read(csv.toString())).isEqualTo(clips);
    assertThat(read("file:" + csv)).isEqualTo(clips);
    assertThat(read("file://" + csv)).isEqualTo(clips);
    assertThat(read(Path.of("").toAbsolutePath().relativize(csv).toString())).isEqualTo(clips);
  }

  /** The disk under another scheme, as a cluster's own file system stands to a plain path. */
  static final class ClusterFileSystem extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("cluster:///");
    }
  }

  @Test
  void plainPathsAreOnTheDefaultFileSystem() throws IOException {
    Configuration cluster = new Configuration();
    cluster.setClass("fs.cluster.impl", ClusterFileSystem.class, FileSystem.class);
    cluster.set(FileSystem.FS_DEFAULT_NAME_KEY, "cluster:///");
    archive.write("clips.csv", "uri\na.mp4\n/b.mp4\nfile:/c.mp4\n");
    archive.with("media/d.mp4");

    assertThat(Manifest.read(folder + "/clips.csv", null, Archive.RULE, cluster))
        .extracting(Clip::uri)
        .containsExactly("cluster:" + folder + "/a.mp4", "cluster:/b.mp4", "file:/c.mp4");
    assertThat(Manifest.read(folder + "/media", null, Archive.RULE, cluster))
        .containsExactly(Clip.ofFile("d", "cluster:" + folder + "/media/d.mp4"));
  }

  @ParameterizedTest(name = "{0} as {1}")
  @CsvSource({
    "absent.csv,,       there is no manifest",
    "absent,,           there is no manifest",
    "a.csv/b.csv,,      there is no manifest",
    "a.mp4,,            is no folder; name its --layout",
    "a.csv, FLAT,       is a file; layout flat takes the folder",
    "media, CSV,        is a folder; layout csv takes one file",
    "media, PARQUET,    lists no clip",
    "a.csv, PARQUET,    cannot be read as Parquet",
  })
  void whatCannotBeReadIsSaidInOneLine(String name, Layout layout, String message)
      throws IOException {
    archive.write("a.csv", "uri\nb.mp4\n");
    archive.with("a.mp4", "media/a.mp4");
    String uri = folder + "/" + name;

    assertThatThrownBy(() -> Manifest.read(uri, layout, Archive.RULE, Archive.HADOOP))
        .isInstanceOf(InputException.class)
        .hasMessageContainingAll(uri, message)
        .message()
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({
    "'', empty",
    "s3a://bucket/clips.csv, no file system for s3a: on the class path",
    "typo:/clips.csv, no file system for typo: on the class path",
  })
  void aUriThatIsNoPlaceIsRefused(String uri, String message) {
    assertThatThrownBy(() -> read(uri))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }
}
