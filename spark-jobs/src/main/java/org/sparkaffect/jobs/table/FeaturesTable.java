package org.sparkaffect.jobs.table;

import static org.apache.parquet.schema.MessageTypeParser.parseMessageType;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;

/** What backbones make of each clip's faces. */
public final class FeaturesTable implements Table<FeaturesRow> {
  public static final String NAME = "features";

  private static final MessageType SCHEMA =
      parseMessageType(
          """
          message features {
            required binary clip_id (STRING);
            optional binary split (STRING);
            optional binary label (STRING);
            optional binary subject (STRING);
            required binary backbone (STRING);
            required binary level (STRING);
            required int32 view;
            required group values (LIST) {
              repeated group list {
                required group element (LIST) {
                  repeated group list { required float element; }
                }
              }
            }
          }
          """);

  /** The columns that tell one row from another. */
  public static final MessageType KEY =
      Table.columns(SCHEMA, "clip_id", "backbone", "level", "view");

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  /** Rows are of a hundred kilobytes, and training reads those of one clip at a time. */
  @Override
  public int rowsOfAPage() {
    return 1;
  }

  @Override
  public void fill(Group row, FeaturesRow value) {
    Table.fillClip(row, value.clip());
    row.add("backbone", value.backbone());
    row.add("level", value.level());
    row.add("view", value.view());
    Group steps = row.addGroup("values");
    for (float[] step : value.values()) {
      Group list = steps.addGroup("list").addGroup("element");
      for (float feature : step) {
        list.addGroup("list").add("element", feature);
      }
    }
  }

  /** The column {@code values} of a row. */
  public static float[][] values(Group row) {
    Group steps = row.getGroup("values", 0);
    float[][] values = new float[steps.getFieldRepetitionCount("list")][];
    for (int step = 0; step < values.length; step++) {
      Group list = steps.getGroup("list", step).getGroup("element", 0);
      values[step] = new float[list.getFieldRepetitionCount("list")];
      for (int i = 0; i < values[step].length; i++) {
        values[step][i] = list.getGroup("list", i).getFloat("element", 0);
      }
    }
    return values;
  }
}
