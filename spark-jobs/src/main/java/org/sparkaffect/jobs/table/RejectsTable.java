package org.sparkaffect.jobs.table;

import static org.apache.parquet.schema.MessageTypeParser.parseMessageType;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.sparkaffect.clip.Reject;

/** Clips that gave a stage nothing, and why. */
public final class RejectsTable implements Table<Reject> {
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
}
