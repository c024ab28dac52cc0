package org.sparkaffect.jobs.table;

import static org.apache.parquet.schema.MessageTypeParser.parseMessageType;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;

/** What the fusion of networks makes of clips. */
public final class FusedTable implements Table<FusedRow> {
  public static final String NAME = "fused";

  private static final MessageType SCHEMA =
      parseMessageType(
          """
          message fused {
            required binary clip_id (STRING);
            optional binary split (STRING);
            optional binary label (STRING);
            optional binary subject (STRING);
            required binary fusion_id (STRING);
            required group members (LIST) {
              repeated group list { required binary element (STRING); }
            }
            %s
          }
          """
              .formatted(EmotionColumns.SCHEMA));

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void fill(Group row, FusedRow value) {
    Table.fillClip(row, value.clip());
    row.add("fusion_id", value.fusionId());
    Group members = row.addGroup("members");
    value.members().forEach(member -> members.addGroup("list").add("element", member));
    EmotionColumns.fill(row, value.probabilities(), value.predicted());
  }

  /** The row; its clip is without its file, which the table does not have. */
  public static FusedRow read(Group row) {
    Group members = row.getGroup("members", 0);
    List<String> names =
        IntStream.range(0, members.getFieldRepetitionCount("list"))
            .mapToObj(i -> members.getGroup("list", i).getString("element", 0))
            .toList();
    return new FusedRow(
        Table.readClipKey(row),
        row.getString("fusion_id", 0),
        names,
        EmotionColumns.probabilities(row),
        EmotionColumns.emotion(row, "predicted"));
  }
}
