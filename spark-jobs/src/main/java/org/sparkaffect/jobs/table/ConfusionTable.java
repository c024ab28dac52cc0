package org.sparkaffect.jobs.table;

import static org.apache.parquet.schema.MessageTypeParser.parseMessageType;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;

/** The confusion matrices of all systems. */
public final class ConfusionTable implements Table<ConfusionRow> {
  public static final String NAME = "confusion";

  private static final MessageType SCHEMA =
      parseMessageType(
          """
          message confusion {
            required binary system (STRING);
            optional binary split (STRING);
            required binary actual (STRING);
            required binary predicted (STRING);
            required int64 clips;
            optional double rate;
          }
          """);

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void fill(Group row, ConfusionRow value) {
    row.add("system", value.system());
    Table.fillSplit(row, value.split());
    row.add("actual", value.actual().label());
    row.add("predicted", value.predicted().label());
    row.add("clips", value.clips());
    Table.fill(row, "rate", value.rate());
  }

  /** The cell of a row. */
  public static ConfusionRow read(Group row) {
    return new ConfusionRow(
        row.getString("system", 0),
        Table.readSplit(row),
        EmotionColumns.emotion(row, "actual"),
        EmotionColumns.emotion(row, "predicted"),
        row.getLong("clips", 0),
        Table.number(row, "rate"));
  }
}
