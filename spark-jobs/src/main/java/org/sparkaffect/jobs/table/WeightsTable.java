package org.sparkaffect.jobs.table;

import static org.apache.parquet.schema.MessageTypeParser.parseMessageType;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;

/** The weights of a fusion. */
public final class WeightsTable implements Table<WeightsRow> {
  public static final String NAME = "weights";

  private static final MessageType SCHEMA =
      parseMessageType(
          """
          message weights {
            required binary fusion_id (STRING);
            required binary member (STRING);
            required binary emotion (STRING);
            required double weight;
            required binary objective (STRING);
            required boolean certified;
          }
          """);

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void fill(Group row, WeightsRow value) {
    row.add("fusion_id", value.fusionId());
    row.add("member", value.member());
    row.add("emotion", value.emotion().label());
    row.add("weight", value.weight());
    row.add("objective", value.objective());
    row.add("certified", value.certified());
  }

  /** The weight of a row. */
  public static WeightsRow read(Group row) {
    return new WeightsRow(
        row.getString("fusion_id", 0),
        row.getString("member", 0),
        EmotionColumns.emotion(row, "emotion"),
        row.getDouble("weight", 0),
        row.getString("objective", 0),
        row.getBoolean("certified", 0));
  }
}
