package org.sparkaffect.jobs.table;

import static org.apache.parquet.schema.MessageTypeParser.parseMessageType;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;

/** How trainings went. */
public final class TrainingLogTable implements Table<TrainingLogRow> {
  public static final String NAME = "training_log";

  private static final MessageType SCHEMA =
      parseMessageType(
          """
          message training_log {
            required binary model_id (STRING);
            required int32 iteration;
            required binary network (STRING);
            required int32 epoch;
            required double learning_rate;
            required double train_loss;
            optional double val_loss;
            optional double val_accuracy;
            required double seconds;
          }
          """);

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void fill(Group row, TrainingLogRow value) {
    row.add("model_id", value.modelId());
    row.add("iteration", value.iteration());
    row.add("network", value.network());
    row.add("epoch", value.epoch());
    row.add("learning_rate", value.learningRate());
    row.add("train_loss", value.trainLoss());
    Table.fill(row, "val_loss", value.valLoss());
    Table.fill(row, "val_accuracy", value.valAccuracy());
    row.add("seconds", value.seconds());
  }

  /** The row. */
  public static TrainingLogRow read(Group row) {
    return new TrainingLogRow(
        row.getString("model_id", 0),
        row.getInteger("iteration", 0),
        row.getString("network", 0),
        row.getInteger("epoch", 0),
        row.getDouble("learning_rate", 0),
        row.getDouble("train_loss", 0),
        Table.number(row, "val_loss"),
        Table.number(row, "val_accuracy"),
        row.getDouble("seconds", 0));
  }
}
