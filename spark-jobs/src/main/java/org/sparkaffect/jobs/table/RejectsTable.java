package org.sparkaffect.jobs.table;

import static org.apache.parquet.schema.MessageTypeParser.parseMessageType;

import java.time.Instant;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.sparkaffect.clip.Reject;
import org.sparkaffect.clip.RejectReason;

/** Clips that gave a stage nothing, and why. */
public final class RejectsTable implements Table<Reject> {
  public static final String NAME = "rejects";

  private static final MessageType SCHEMA =
      parseMessageType(
          """
          message rejects {
            required binary clip_id (STRING);
            required binary stage (STRING);
            optional binary split (STRING);
            optional binary label (STRING);
            optional binary subject (STRING);
            required binary uri (STRING);
            required binary reason (STRING);
            required binary message (STRING);
            required int32 attempts;
            required int64 at (TIMESTAMP(MILLIS,true));
          }
          """);

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void fill(Group row, Reject reject) {
    Table.fillClip(row, reject.clip());
    row.add("stage", reject.stage());
    row.add("uri", reject.clip().uri());
    row.add("reason", reject.reason().name());
    row.add("message", reject.message());
    row.add("attempts", reject.attempts());
    row.add("at", reject.at().toEpochMilli());
  }

  /** The reject of a row; its clip is without start and end, which the table does not have. */
  public static Reject read(Group row) {
    return new Reject(
        Table.readClip(row, null, null),
        row.getString("stage", 0),
        RejectReason.valueOf(row.getString("reason", 0)),
        row.getString("message", 0),
        row.getInteger("attempts", 0),
        Instant.ofEpochMilli(row.getLong("at", 0)));
  }
}
