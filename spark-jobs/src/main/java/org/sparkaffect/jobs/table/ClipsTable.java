package org.sparkaffect.jobs.table;

import static org.apache.parquet.schema.MessageTypeParser.parseMessageType;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.sparkaffect.clip.Clip;

/** Every clip that was taken in hand, whatever came of it. */
public final class ClipsTable implements Table<Clip> {
  public static final String NAME = "clips";

  private static final MessageType SCHEMA =
      parseMessageType(
          """
          message clips {
            required binary clip_id (STRING);
            optional binary split (STRING);
            optional binary label (STRING);
            optional binary subject (STRING);
            required binary uri (STRING);
            optional int64 start_ms;
            optional int64 end_ms;
          }
          """);

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void fill(Group row, Clip clip) {
    Table.fillClip(row, clip);
    row.add("uri", clip.uri());
    if (clip.startMs() != null) {
      row.add("start_ms", clip.startMs());
    }
    if (clip.endMs() != null) {
      row.add("end_ms", clip.endMs());
    }
  }

  /** The clip of a row. */
  public static Clip read(Group row) {
    return Table.readClip(row, number(row, "start_ms"), number(row, "end_ms"));
  }

  private static Long number(Group row, String column) {
    return row.getFieldRepetitionCount(column) == 0 ? null : row.getLong(column, 0);
  }
}
