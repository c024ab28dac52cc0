package org.sparkaffect.jobs.table;

import static org.apache.parquet.schema.MessageTypeParser.parseMessageType;

import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;

/** The steps of the feedback loop. */
public final class FeedbackTable implements Table<FeedbackRow> {
  public static final String NAME = "feedback";

  private static final MessageType SCHEMA =
      parseMessageType(
          """
          message feedback {
            required binary fusion_id (STRING);
            required int32 step;
            required binary emotion (STRING);
            required group weights (LIST) {
              repeated group list { required double element; }
            }
            required double class_weight;
            required double predicted_share;
            optional double true_share;
            optional double recall;
            optional double d;
            optional double accuracy;
            required double score;
          }
          """);

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void fill(Group row, FeedbackRow value) {
    row.add("fusion_id", value.fusionId());
    row.add("step", value.step());
    row.add("emotion", value.emotion().label());
    Group weights = row.addGroup("weights");
    value.weights().forEach(weight -> weights.addGroup("list").add("element", weight));
    row.add("class_weight", value.classWeight());
    row.add("predicted_share", value.predictedShare());
    Table.fill(row, "true_share", value.trueShare());
    Table.fill(row, "recall", value.recall());
    Table.fill(row, "d", value.d());
    Table.fill(row, "accuracy", value.accuracy());
    row.add("score", value.score());
  }

  /** The step of a row. */
  public static FeedbackRow read(Group row) {
    Group weights = row.getGroup("weights", 0);
    return new FeedbackRow(
        row.getString("fusion_id", 0),
        row.getInteger("step", 0),
        EmotionColumns.emotion(row, "emotion"),
        IntStream.range(0, weights.getFieldRepetitionCount("list"))
            .mapToObj(i -> weights.getGroup("list", i).getDouble("element", 0))
            .toList(),
        row.getDouble("class_weight", 0),
        row.getDouble("predicted_share", 0),
        Table.number(row, "true_share"),
        Table.number(row, "recall"),
        Table.number(row, "d"),
        Table.number(row, "accuracy"),
        row.getDouble("score", 0));
  }
}
