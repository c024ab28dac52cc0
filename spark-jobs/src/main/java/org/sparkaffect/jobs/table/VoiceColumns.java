package org.sparkaffect.jobs.table;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;

import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types.MessageTypeBuilder;
import org.sparkaffect.audio.Egemaps;
import org.sparkaffect.audio.Voice;

/** The columns of a voice, in every table that has them: functionals and descriptors. */
public final class VoiceColumns {
  private static final String FRAMES = "lld_frames";
  private static final String DESCRIPTORS = "lld";

  private VoiceColumns() {}

  static void addTo(MessageTypeBuilder columns) {
    for (String functional : Egemaps.FUNCTIONALS) {
      columns.required(FLOAT).named(functional);
    }
    columns.required(INT32).named(FRAMES);
    columns.requiredList().requiredElement(FLOAT).named(DESCRIPTORS);
  }

  static void fill(Group row, Voice voice) {
    for (int i = 0; i < voice.functionals().length; i++) {
      row.add(Egemaps.FUNCTIONALS.get(i), voice.functionals()[i]);
    }
    row.add(FRAMES, voice.lldFrames());
    Group lld = row.addGroup(DESCRIPTORS);
    for (float descriptor : voice.lld()) {
      lld.addGroup("list").add("element", descriptor);
    }
  }

  /** The key of a table, and the functionals or the descriptors. */
  public static MessageType of(MessageType table, String key, boolean descriptors) {
    Stream<String> values = descriptors ? Stream.of(DESCRIPTORS) : Egemaps.FUNCTIONALS.stream();
    List<Type> columns = Stream.concat(Stream.of(key), values).map(table::getType).toList();
    return new MessageType(table.getName(), columns);
  }

  /** The voice of a row that has the functionals or the descriptors, or both. */
  public static Voice read(Group row) {
    boolean functionals = row.getType().containsField(Egemaps.FUNCTIONALS.get(0));
    boolean descriptors = row.getType().containsField(DESCRIPTORS);
    return new Voice(
        functionals ? functionals(row) : new float[0],
        descriptors ? descriptors(row) : new float[0],
        0);
  }

  private static float[] functionals(Group row) {
    float[] values = new float[Egemaps.FUNCTIONALS.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.getFloat(Egemaps.FUNCTIONALS.get(i), 0);
    }
    return values;
  }

  private static float[] descriptors(Group row) {
    Group list = row.getGroup(DESCRIPTORS, 0);
    float[] values = new float[list.getFieldRepetitionCount("list")];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.getGroup("list", i).getFloat("element", 0);
    }
    return values;
  }
}
