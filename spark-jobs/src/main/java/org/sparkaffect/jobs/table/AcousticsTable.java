package org.sparkaffect.jobs.table;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.apache.parquet.schema.Types.MessageTypeBuilder;
import org.sparkaffect.audio.Egemaps;
import org.sparkaffect.audio.Voice;

/** The voice of each clip: eGeMAPS under openSMILE's names. */
public final class AcousticsTable implements Table<AcousticsRow> {
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
    for (String functional : Egemaps.FUNCTIONALS) {
      columns.required(FLOAT).named(functional);
    }
    columns.required(INT32).named("lld_frames");
    columns.requiredList().requiredElement(FLOAT).named("lld");
    return columns.named("acoustics");
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
    for (int i = 0; i < voice.functionals().length; i++) {
      row.add(Egemaps.FUNCTIONALS.get(i), voice.functionals()[i]);
    }
    row.add("lld_frames", voice.lldFrames());
    Group lld = row.addGroup("lld");
    for (float descriptor : voice.lld()) {
      lld.addGroup("list").add("element", descriptor);
    }
  }
}
