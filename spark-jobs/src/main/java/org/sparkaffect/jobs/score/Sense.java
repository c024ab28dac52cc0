package org.sparkaffect.jobs.score;

import java.util.function.Function;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.sparkaffect.jobs.table.FacesTable;
import org.sparkaffect.jobs.table.Table;

/** What a network reads, and where it is stored. */
enum Sense {
  FACES(
      FacesTable.NAME,
      Table.columns(
          new FacesTable().schema(),
          "clip_id",
          "split",
          "label",
          "subject",
          "crop_size",
          "encoding",
          "pixels"),
      row -> new Senses(FacesTable.crops(row), null));

  private final String table;
  private final MessageType columns;
  private final Function<Group, Senses> read;

  Sense(String table, MessageType columns, Function<Group, Senses> read) {
    this.table = table;
    this.columns = columns;
    this.read = read;
  }

  String table() {
    return table;
  }

  /** Those that {@link #of} reads, and the clip's. */
  MessageType columns() {
    return columns;
  }

  Senses of(Group row) {
    return read.apply(row);
  }
}
