package org.sparkaffect.jobs.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Reads files of the small tables where there is no need of Spark. */
public final class TableReader {
  private final Configuration hadoop;

  public TableReader(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /** All rows of a file. */
  public <R> List<R> rows(Path file, Function<Group, R> row) throws WorkspaceException {
    List<R> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), file).withConf(hadoop).build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        rows.add(row.apply(group));
      }
    } catch (IOException | RuntimeException e) { // the latter where it is no Parquet
      throw new WorkspaceException("read " + file, e);
    }
    return rows;
  }

  /** What a file tells of who wrote it and how. */
  public Map<String, String> metadata(Path file) throws WorkspaceException {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop))) {
      return reader.getFileMetaData().getKeyValueMetaData().entrySet().stream()
          .filter(entry -> entry.getKey().startsWith(TableWriter.METADATA_PREFIX))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    } catch (IOException | RuntimeException e) {
      throw new WorkspaceException("read " + file, e);
    }
  }
}
