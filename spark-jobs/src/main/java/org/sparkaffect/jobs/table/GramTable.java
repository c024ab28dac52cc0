package org.sparkaffect.jobs.table;

import static org.apache.parquet.schema.MessageTypeParser.parseMessageType;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;

/** What the image-set model's kernels are functions of, by pair of sets. */
public final class GramTable implements Table<GramRow> {
  public static final String NAME = "gram";

  private static final MessageType SCHEMA =
      parseMessageType(
          """
          message gram {
            required binary left_id (STRING);
            required int32 left_view;
            required binary right_id (STRING);
            required int32 right_view;
            required binary features (STRING);
            required binary kernel (STRING);
            required double value;
          }
          """);

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void fill(Group row, GramRow value) {
    row.add("left_id", value.left().clipId());
    row.add("left_view", value.left().view());
    row.add("right_id", value.right().clipId());
    row.add("right_view", value.right().view());
    row.add("features", value.features());
    row.add("kernel", value.kernel());
    row.add("value", value.value());
  }

  /** The row that {@link #fill} filled. */
  public static GramRow read(Group row) {
    return new GramRow(
        new GramRow.Key(row.getString("left_id", 0), row.getInteger("left_view", 0)),
        new GramRow.Key(row.getString("right_id", 0), row.getInteger("right_view", 0)),
        row.getString("features", 0),
        row.getString("kernel", 0),
        row.getDouble("value", 0));
  }
}
