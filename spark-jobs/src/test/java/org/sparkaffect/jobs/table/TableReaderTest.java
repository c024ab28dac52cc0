package org.sparkaffect.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.GlobalStorageStatistics;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.face.PixelEncoding;
import org.sparkaffect.jobs.FakeFiles;

class TableReaderTest {
  private static final List<String> IDS = List.of("c", "a", "ab", "é", "b", "a@5-900");

  @TempDir java.nio.file.Path folder;

  private final TableReader reader = new TableReader(new Configuration());
  private Path file;

  @BeforeEach
  void chooseFile() {
    file = new Path(FakeFiles.uri(folder.resolve("part.parquet")));
  }

  private static Clip clip(String id) {
    return Clip.ofFile(id, "file:/x.mp4");
  }

  private static long bytesRead() {
    return GlobalStorageStatistics.INSTANCE.get("fake").getLong("bytesRead");
  }

  @Test
  void allRowsOfAClipWhereverTheyAreAndOfNoOther() throws IOException {
    try (TableWriter<FeaturesRow> writer =
        new TableWriter<>(new FeaturesTable(), file, Map.of(), new Configuration())) {
      for (int view = 0; view < 2; view++) {
        for (String id : IDS) {
          writer.write(Rows.features(clip(id), "fc", view));
          writer.write(Rows.features(clip(id), "pool3", view));
        }
      }
    }

    for (String id : IDS) {
      assertThat(
              reader.rows(
                  file,
                  new FeaturesTable().schema(),
                  id,
                  row ->
                      row.getString("clip_id", 0)
                          + row.getString("level", 0)
                          + FeaturesTable.values(row)[2][4]))
          .containsExactly(id + "fc24.0", id + "pool324.0", id + "fc24.5", id + "pool324.5");
    }
    assertThat(reader.rows(file, FeaturesTable.KEY, "aa", row -> row)).isEmpty();
    assertThat(reader.rows(file, FeaturesTable.KEY, row -> row.getInteger("view", 0))).hasSize(24);
  }

  @Test
  void ofAFileOfFacesHardlyMoreIsReadThanTheClip() throws IOException {
    try (TableWriter<FacesRow> writer =
        new TableWriter<>(new FacesTable(), file, Map.of(), new Configuration())) {
      for (String id : IDS) {
        writer.write(Rows.faces(clip(id), PixelEncoding.RAW));
      }
    }
    long size = folder.resolve("part.parquet").toFile().length();

    long before = bytesRead();
    List<List<RgbImage>> rows = reader.rows(file, FacesTable.PIXELS, "ab", FacesTable::crops);
    long read = bytesRead() - before;

    assertThat(rows).hasSize(1);
    assertThat(rows.get(0)).hasSize(16);
    assertThat(rows.get(0).get(9).pixels()).startsWith(200, 90, 3);
    assertThat(read).isBetween(size / IDS.size() / 2, size / IDS.size() * 3 / 2);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> reader.rows(file, FeaturesTable.KEY, "a", row -> row))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("read " + file);
  }
}
