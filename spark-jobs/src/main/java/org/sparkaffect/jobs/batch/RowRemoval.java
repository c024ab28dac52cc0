package org.sparkaffect.jobs.batch;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.sparkaffect.jobs.table.Table;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.TableWriter;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.WorkspaceException;

/** Takes rows out of a small table: its files are written anew, one by one, and put in place. */
final class RowRemoval {
  private final Workspace workspace;
  private final Path staging;
  private final Configuration hadoop;
  private final TableReader reader;

  /**
   * @param staging folder for the new files
   */
  RowRemoval(Workspace workspace, Path staging, Configuration hadoop) {
    this.workspace = workspace;
    this.staging = staging;
    this.hadoop = hadoop;
    this.reader = new TableReader(hadoop);
  }

  <R> void remove(Table<R> table, Predicate<Path> parts, Function<Group, R> read, Predicate<R> gone)
      throws WorkspaceException {
    for (Path part : workspace.parts(table.name()).stream().filter(parts).toList()) {
      List<R> rows = reader.rows(part, read);
      List<R> kept = rows.stream().filter(gone.negate()).toList();
      if (kept.size() < rows.size()) {
        Path file = new Path(staging, part.getName());
        TableWriter.writeAll(table, kept, file, reader.metadata(part), hadoop);
        workspace.replace(part, file);
      }
    }
  }
}
