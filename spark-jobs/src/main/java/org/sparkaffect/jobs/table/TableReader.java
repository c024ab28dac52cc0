package org.sparkaffect.jobs.table;

import static org.apache.parquet.filter2.predicate.FilterApi.binaryColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.eq;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/** Reads files of the small tables where there is no need of Spark. */
public final class TableReader {
  private final Configuration hadoop;

  public TableReader(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /** All rows of a file. */
  public <R> List<R> rows(Path file, Function<Group, R> row) throws WorkspaceException {
    return rows(ParquetReader.builder(new GroupReadSupport(), file).withConf(hadoop), file, row);
  }

  /** All rows of a file, some columns of them. */
  public <R> List<R> rows(Path file, MessageType columns, Function<Group, R> row)
      throws WorkspaceException {
    return rows(
        ParquetReader.builder(new GroupReadSupport(), file).withConf(only(columns)), file, row);
  }

  /**
   * The rows of a clip; of a table with small pages little else is read.
   *
   * @param columns some, {@code clip_id} among them
   */
  public <R> List<R> rows(Path file, MessageType columns, String clipId, Function<Group, R> row)
      throws WorkspaceException {
    FilterPredicate ofClip = eq(binaryColumn("clip_id"), Binary.fromString(clipId));
    return rows(
        ParquetReader.builder(new GroupReadSupport(), file)
            .withConf(only(columns))
            .withFilter(FilterCompat.get(ofClip)),
        file,
        row);
  }

  private Configuration only(MessageType columns) {
    Configuration conf = new Configuration(hadoop);
    conf.set(ReadSupport.PARQUET_READ_SCHEMA, columns.toString());
    return conf;
  }

  private static <R> List<R> rows(
      ParquetReader.Builder<Group> builder, Path file, Function<Group, R> row)
      throws WorkspaceException {
    List<R> rows = new ArrayList<>();
    try (ParquetReader<Group> reader = builder.build()) {
      for (Group group = reader.read(); group != null; group = reader.read()) {
        rows.add(row.apply(group));
      }
    } catch (IOException | RuntimeException | FSError e) { // the latter where it is no Parquet
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
    } catch (IOException | RuntimeException | FSError e) {
      throw new WorkspaceException("read " + file, e);
    }
  }
}
