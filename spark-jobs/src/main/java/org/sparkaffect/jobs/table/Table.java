package org.sparkaffect.jobs.table;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;

/**
 * A table of a workspace: {@code WORKSPACE/tables/NAME/part-*.parquet}.
 *
 * @param <R> what a row is made of
 */
public interface Table<R> {
  /** The columns; the schema's name is the table's. */
  MessageType schema();

  /** Fills the columns of a row. */
  void fill(Group row, R value);

  default String name() {
    return schema().getName();
  }

  /** How many rows of a column are read at least, where one is wanted. */
  default int rowsOfAPage() {
    return ParquetProperties.DEFAULT_PAGE_ROW_COUNT_LIMIT;
  }

  /** Some columns of a table, for a reader that needs no others. */
  static MessageType columns(MessageType schema, String... names) {
    return new MessageType(schema.getName(), Stream.of(names).map(schema::getType).toList());
  }

  /** Fills the columns that every table with a clip as its key has. */
  static void fillClip(Group row, Clip clip) {
    row.add("clip_id", clip.id());
    fillSplit(row, clip.split());
    if (clip.label() != null) {
      row.add("label", clip.label().label());
    }
    if (clip.subject() != null) {
      row.add("subject", clip.subject());
    }
  }

  /** Fills the column {@code split}, which is null for null. */
  static void fillSplit(Group row, Split split) {
    if (split != null) {
      row.add("split", split.label());
    }
  }

  static Split readSplit(Group row) {
    return text(row, "split").flatMap(Split::parse).orElse(null);
  }

  /** Fills a column that can be null. */
  static void fill(Group row, String column, Double value) {
    if (value != null) {
      row.add(column, value);
    }
  }

  /** A column that can be null. */
  static Double number(Group row, String column) {
    return row.getFieldRepetitionCount(column) == 0 ? null : row.getDouble(column, 0);
  }

  /** The clip of a row that {@link #fillClip} filled, and which has a column {@code uri}. */
  static Clip readClip(Group row, Long startMs, Long endMs) {
    return readClip(row, row.getString("uri", 0), startMs, endMs);
  }

  /** The clip of a row that {@link #fillClip} filled: without its file, which the row has not. */
  static Clip readClipKey(Group row) {
    return readClip(row, "", null, null);
  }

  private static Clip readClip(Group row, String uri, Long startMs, Long endMs) {
    return new Clip(
        row.getString("clip_id", 0),
        uri,
        startMs,
        endMs,
        text(row, "label").flatMap(Emotion::parse).orElse(null),
        readSplit(row),
        text(row, "subject").orElse(null));
  }

  private static Optional<String> text(Group row, String column) {
    return row.getFieldRepetitionCount(column) == 0
        ? Optional.empty()
        : Optional.of(row.getString(column, 0));
  }
}
