package org.sparkaffect.jobs.table;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.apache.parquet.schema.Types.MessageTypeBuilder;
import org.sparkaffect.audio.Voice;

/** The voice of each clip: eGeMAPS under openSMILE's names. */
public final class AcousticsTable implements Table<AcousticsRow> {
  public static final String NAME = "acoustics";

  private static final MessageType SCHEMA = buildSchema();

  /** Built and not parsed, as the names of functionals have dots and hyphens in them. */
  private static MessageType buildSchema() {
    MessageTypeBuilder columns = Types.buildMessage();
    columns.required(BINARY).as(stringType()).named("clip_id");
    for (String column : List.of("split", "label", "subject")) {
      columns.optional(BINARY).as(stringType()).named(column);
    }
    columns.required(INT64).named("duration_ms");
    columns.required(FLOAT).named("voiced_ratio");
    VoiceColumns.addTo(columns);
    return columns.named(NAME);
  }

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void fill(Group row, AcousticsRow value) {
    Voice voice = value.voice();
    Table.fillClip(row, value.clip());
    row.add("duration_ms", value.durationMs());
    row.add("voiced_ratio", voice.voicedRatio());
    VoiceColumns.fill(row, voice);
  }
}
