package org.sparkaffect.clip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;

/** Reads the rows of a Parquet file. */
final class ParquetManifest {
  private ParquetManifest() {}

  /**
   * Feeds the schema and the rows of {@code file}, known to its user as {@code name}, to a table.
   */
  static void read(Path file, String name, ManifestTable table, Configuration hadoop)
      throws IOException {
    try (var rows = ParquetReader.builder(new GroupReadSupport(), file).withConf(hadoop).build()) {
      long number = 1;
      for (Group row = next(rows, name); row != null; row = next(rows, name)) {
        if (number == 1) {
          table.header(name, columns(row.getType(), name));
        }
        table.row(name + ": row " + number++, cells(row));
      }
    }
  }

  /** Parquet's reader has no exception of its own for a file that is broken. */
  private static Group next(ParquetReader<Group> rows, String name) throws IOException {
    try {
      return rows.read();
    } catch (RuntimeException e) {
      throw new InputException(name + " cannot be read as Parquet: " + e.getMessage(), e);
    }
  }

  private static List<String> columns(GroupType schema, String name) {
    for (Type column : schema.getFields()) {
      if (!column.isPrimitive() || column.isRepetition(Type.Repetition.REPEATED)) {
        throw new InputException(
            name + ": column " + column.getName() + " is nested; write strings and integers");
      }
    }
    return schema.getFields().stream().map(Type::getName).toList();
  }

  private static List<String> cells(Group row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.getType().getFieldCount(); i++) {
      boolean present = row.getFieldRepetitionCount(i) > 0;
      cells.add(present ? row.getValueToString(i, 0) : null);
    }
    return cells;
  }
}
