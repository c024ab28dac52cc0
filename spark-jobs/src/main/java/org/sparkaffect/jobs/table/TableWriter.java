package org.sparkaffect.jobs.table;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Writes one Parquet file of a table. */
public final class TableWriter<R> implements AutoCloseable {
  /** What the keys of the jobs' own metadata start with. */
  static final String METADATA_PREFIX = "affect.";

  private static final long ROW_GROUP_BYTES = 32L << 20;

  private final Table<R> table;
  private final Path path;
  private final PlainOutputFile file;
  private final ParquetWriter<Group> writer;

  /**
   * @param metadata what the file tells of who wrote it and how
   */
  public TableWriter(Table<R> table, Path path, Map<String, String> metadata, Configuration hadoop)
      throws WorkspaceException {
    this.table = table;
    this.path = path;
    try {
      this.file = new PlainOutputFile(path, hadoop);
      this.writer = open(metadata, hadoop);
    } catch (IOException | FSError e) {
      throw failed(e);
    }
  }

  /** Writes a file of some rows. */
  public static <R> void writeAll(
      Table<R> table,
      Iterable<R> rows,
      Path path,
      Map<String, String> metadata,
      Configuration hadoop)
      throws WorkspaceException {
    try (TableWriter<R> writer = new TableWriter<>(table, path, metadata, hadoop)) {
      for (R row : rows) {
        writer.write(row);
      }
    }
  }

  private ParquetWriter<Group> open(Map<String, String> metadata, Configuration hadoop)
      throws IOException {
    try {
      return ExampleParquetWriter.builder(file)
          .withConf(hadoop)
          .withType(table.schema())
          .withExtraMetaData(metadata)
          .withCompressionCodec(CompressionCodecName.ZSTD)
          .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
          .withDictionaryEncoding("pixels.list.element", false)
          .withRowGroupSize(ROW_GROUP_BYTES)
          .withPageRowCountLimit(table.rowsOfAPage())
          // rows of a megabyte: looking at the size every 100 rows would be too late
          .withMinRowCountForPageSizeCheck(1)
          .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
          .build();
    } catch (IOException | RuntimeException | FSError e) {
      file.close();
      throw e;
    }
  }

  /**
   * Adds a row. Where no row can be made of {@code value}, that one is left out and the file stays
   * good.
   *
   * @throws WorkspaceException if the file cannot take the row; it is lost then
   */
  public void write(R value) throws WorkspaceException {
    Group row = new SimpleGroup(table.schema());
    table.fill(row, value);
    try {
      writer.write(row);
    } catch (IOException | RuntimeException | FSError e) {
      throw failed(e);
    }
  }

  private WorkspaceException failed(Throwable e) {
    return new WorkspaceException("write " + path, e);
  }

  @Override
  public void close() throws WorkspaceException {
    try (file) {
      writer.close();
    } catch (IOException | FSError e) {
      throw failed(e);
    }
  }
}
