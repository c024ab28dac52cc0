package org.sparkaffect.jobs.score;

import java.util.function.Function;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.sparkaffect.jobs.table.AcousticsTable;
import org.sparkaffect.jobs.table.FacesTable;
import org.sparkaffect.jobs.table.VoiceColumns;

/** What a network reads, and where it is stored. */
enum Sense {
  FACES(FacesTable.NAME, FacesTable.PIXELS, row -> new Senses(FacesTable.crops(row), null)),
  FUNCTIONALS(AcousticsTable.NAME, voice(false), row -> new Senses(null, VoiceColumns.read(row))),
  DESCRIPTORS(AcousticsTable.NAME, voice(true), row -> new Senses(null, VoiceColumns.read(row)));

  private final String table;
  private final MessageType columns;
  private final Function<Group, Senses> read;

  Sense(String table, MessageType values, Function<Group, Senses> read) {
    this.table = table;
    this.columns = FacesTable.KEY.union(values);
    this.read = read;
  }

  private static MessageType voice(boolean descriptors) {
    return VoiceColumns.of(new AcousticsTable().schema(), "clip_id", descriptors);
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
