package org.sparkaffect.jobs.table;

import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;

import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;
import org.apache.parquet.schema.Types.MessageTypeBuilder;

/** The voice of each utterance of a corpus of read speech. */
public final class SpeechTable implements Table<SpeechRow> {
  public static final String NAME = "speech";

  private static final MessageType SCHEMA = buildSchema();

  /** The columns that say which utterance it is, and whose. */
  public static final MessageType KEY = Table.columns(SCHEMA, "utterance_id", "speaker_id", "sex");

  private static MessageType buildSchema() {
    MessageTypeBuilder columns = Types.buildMessage();
    for (String column : List.of("utterance_id", "speaker_id", "sex")) {
      columns.required(BINARY).as(stringType()).named(column);
    }
    VoiceColumns.addTo(columns);
    return columns.named(NAME);
  }

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void fill(Group row, SpeechRow value) {
    row.add("utterance_id", value.utterance().id());
    row.add("speaker_id", value.utterance().subject());
    row.add("sex", value.sex().label());
    VoiceColumns.fill(row, value.voice());
  }
}
