package org.sparkaffect.jobs.table;

import static org.apache.parquet.schema.MessageTypeParser.parseMessageType;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;

/** How good all systems are. */
public final class MetricsTable implements Table<MetricsRow> {
  public static final String NAME = "metrics";

  private static final MessageType SCHEMA =
      parseMessageType(
          """
          message metrics {
            required binary system (STRING);
            optional binary split (STRING);
            required int64 clips;
            required double accuracy;
            required double mean_recall;
            required double macro_f1;
            required int64 rejected;
            optional boolean from_scratch;
          }
          """);

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void fill(Group row, MetricsRow value) {
    row.add("system", value.system());
    Table.fillSplit(row, value.split());
    row.add("clips", value.clips());
    row.add("accuracy", value.accuracy());
    row.add("mean_recall", value.meanRecall());
    row.add("macro_f1", value.macroF1());
    row.add("rejected", value.rejected());
    if (value.fromScratch() != null) {
      row.add("from_scratch", value.fromScratch());
    }
  }

  /** The figures of a row. */
  public static MetricsRow read(Group row) {
    return new MetricsRow(
        row.getString("system", 0),
        Table.readSplit(row),
        row.getLong("clips", 0),
        row.getDouble("accuracy", 0),
        row.getDouble("mean_recall", 0),
        row.getDouble("macro_f1", 0),
        row.getLong("rejected", 0),
        row.getFieldRepetitionCount("from_scratch") == 0
            ? null
            : (Boolean) row.getBoolean("from_scratch", 0));
  }
}
