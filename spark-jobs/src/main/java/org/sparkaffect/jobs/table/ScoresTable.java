package org.sparkaffect.jobs.table;

import static org.apache.parquet.schema.MessageTypeParser.parseMessageType;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;

/** What networks make of clips. */
public final class ScoresTable implements Table<ScoresRow> {
  public static final String NAME = "scores";

  private static final MessageType SCHEMA =
      parseMessageType(
          """
          message scores {
            required binary clip_id (STRING);
            optional binary split (STRING);
            optional binary label (STRING);
            optional binary subject (STRING);
            required binary network (STRING);
            required binary model_id (STRING);
            %s
          }
          """
              .formatted(EmotionColumns.SCHEMA));

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void fill(Group row, ScoresRow value) {
    Table.fillClip(row, value.clip());
    row.add("network", value.network());
    row.add("model_id", value.modelId());
    EmotionColumns.fill(row, value.probabilities(), value.predicted());
  }

  /** The scores of a row; their clip is without its file, which the table does not have. */
  public static ScoresRow read(Group row) {
    return new ScoresRow(
        Table.readClipKey(row),
        row.getString("network", 0),
        row.getString("model_id", 0),
        EmotionColumns.probabilities(row),
        EmotionColumns.emotion(row, "predicted"));
  }
}
