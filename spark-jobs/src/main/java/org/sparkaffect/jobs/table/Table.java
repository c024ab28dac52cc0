package org.sparkaffect.jobs.table;

import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.sparkaffect.clip.Clip;

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

  /** Fills the columns that every table with a clip as its key has. */
  static void fillClip(Group row, Clip clip) {
    row.add("clip_id", clip.id());
    if (clip.split() != null) {
      row.add("split", clip.split().label());
    }
    if (clip.label() != null) {
      row.add("label", clip.label().label());
    }
    if (clip.subject() != null) {
      row.add("subject", clip.subject());
    }
  }
}
