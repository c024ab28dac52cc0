package org.sparkaffect.jobs.batch;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.sparkaffect.clip.Clip;
import org.sparkaffect.jobs.table.Table;
import org.sparkaffect.jobs.table.TableWriter;
import org.sparkaffect.jobs.table.Workspace.Staged;

/** A small table of clips that gave a row. */
record Toys() implements Table<Clip> {
  static final String NAME = "toys";

  @Override
  public MessageType schema() {
    return MessageTypeParser.parseMessageType(
        "message toys { required binary clip_id (STRING); optional binary split (STRING);"
            + " optional binary label (STRING); optional binary subject (STRING); }");
  }

  @Override
  public void fill(Group row, Clip clip) {
    Table.fillClip(row, clip);
  }

  /** A file of rows that waits for its batch. */
  static Staged staged(Path staging, List<Clip> clips) throws Exception {
    Path file = new Path(staging, "toys-0-0");
    try (TableWriter<Clip> writer =
        new TableWriter<>(new Toys(), file, Map.of(), new Configuration())) {
      for (Clip clip : clips) {
        writer.write(clip);
      }
    }
    return new Staged(file.toString(), NAME);
  }
}
