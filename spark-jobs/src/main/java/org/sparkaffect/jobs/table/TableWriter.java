package org.sparkaffect.jobs.table;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
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
  private static final long ROW_GROUP_BYTES = 32L << 20;

  private final Table<R> table;
  private final ParquetWriter<Group> writer;

  /**
   * @param metadata what the file tells of who wrote it and how
   */
  public TableWriter(Table<R> table, Path file, Map<String, String> metadata, Configuration hadoop)
      throws IOException {
    this.table = table;
    this.writer =
        ExampleParquetWriter.builder(new PlainOutputFile(file, hadoop))
            .withConf(hadoop)
            .withType(table.schema())
            .withExtraMetaData(metadata)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
            .withDictionaryEncoding("pixels.list.element", false)
            .withRowGroupSize(ROW_GROUP_BYTES)
            // rows of a megabyte: looking at the size every 100 rows would be too late
            .withMinRowCountForPageSizeCheck(1)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .build();
  }

  public void write(R value) throws IOException {
    Group row = new SimpleGroup(table.schema());
    table.fill(row, value);
    writer.write(row);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
