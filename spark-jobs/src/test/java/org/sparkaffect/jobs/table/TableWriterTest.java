package org.sparkaffect.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.face.PixelEncoding;
import org.sparkaffect.jobs.DuckDb;
import org.sparkaffect.jobs.FakeFiles;

class TableWriterTest {
  @TempDir Path folder;

  private <R> TableWriter<R> writer(Table<R> table, String name) throws IOException {
    org.apache.hadoop.fs.Path file =
        new org.apache.hadoop.fs.Path(FakeFiles.uri(folder.resolve(name)));
    return new TableWriter<>(table, file, Map.of(), new Configuration());
  }

  /** Of words, of which an empty one is none. */
  private record Words() implements Table<String> {
    @Override
    public MessageType schema() {
      return MessageTypeParser.parseMessageType("message words { required binary word (STRING); }");
    }

    @Override
    public void fill(Group row, String word) {
      if (word.isEmpty()) {
        throw new IllegalArgumentException("no word");
      }
      row.add("word", word);
    }
  }

  @Test
  void aValueThatMakesNoRowIsLeftOut() throws IOException {
    try (TableWriter<String> writer = writer(new Words(), "words.parquet")) {
      writer.write("good");
      assertThatThrownBy(() -> writer.write("")).isInstanceOf(IllegalArgumentException.class);
      writer.write("better");
    }

    assertThat(DuckDb.query("SELECT * FROM '" + folder + "/words.parquet'"))
        .containsExactly("good", "better");
  }

  /** The disk is full at once, at the file's end, and at a row. */
  @ParameterizedTest
  @CsvSource({"0, 1", "1000, 1", "1000, 40"})
  void aFullDiskIsAnErrorThatLeavesNothingOpen(int bytes, int rows) {
    FacesRow row = Rows.faces(Clip.ofFile("a", "file:/a"), PixelEncoding.RAW);
    Table<FacesRow> table = new FacesTable();

    assertThatThrownBy(
            () -> {
              try (TableWriter<FacesRow> writer = writer(table, "fails-at-" + bytes)) {
                for (int i = 0; i < rows; i++) {
                  writer.write(row);
                }
              }
            })
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(
            "cannot write fake:%s/fails-at-%d: the disk is full; mend that and give the same command again, it goes on after the last batch that is complete",
            folder, bytes);
    assertThat(FakeFiles.WRITING).hasValue(0);
  }
}
