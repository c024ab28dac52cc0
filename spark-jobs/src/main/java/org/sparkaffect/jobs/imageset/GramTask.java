package org.sparkaffect.jobs.imageset;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkaffect.clip.FilePath;
import org.sparkaffect.imageset.Measure;
import org.sparkaffect.imageset.SetBlock;
import org.sparkaffect.jobs.cluster.GpuBinding;
import org.sparkaffect.jobs.table.GramRow;
import org.sparkaffect.jobs.table.GramTable;
import org.sparkaffect.jobs.table.TableWriter;
import org.sparkaffect.jobs.table.Workspace.Staged;
import org.sparkaffect.jobs.table.WorkspaceException;

/**
 * Compares blocks, two at a time, and stages a file of what comes of it. It never holds more than
 * two blocks and their product.
 *
 * @param files of the blocks, by their numbers
 * @param folder to stage in
 * @param done counts pairs of blocks
 */
record GramTask(
    List<String> measures,
    String features,
    List<String> files,
    String folder,
    Map<String, String> metadata,
    Broadcast<SerializableConfiguration> hadoop,
    LongAccumulator done)
    implements FlatMapFunction<Iterator<BlockPair>, Staged> {
  private static final long serialVersionUID = 1L;

  @Override
  public Iterator<Staged> call(Iterator<BlockPair> pairs) throws IOException {
    if (!pairs.hasNext()) {
      return List.<Staged>of().iterator();
    }
    GpuBinding.bindTask();
    Path file = new Path(folder, UUID.randomUUID() + ".parquet");
    try (TableWriter<GramRow> writer =
        new TableWriter<>(new GramTable(), file, metadata, hadoop.value().value())) {
      while (pairs.hasNext()) {
        BlockPair pair = pairs.next();
        write(pair, measure(pair), writer);
        done.add(1);
      }
    }
    return List.of(new Staged(file.toString(), GramTable.NAME)).iterator();
  }

  private double[][][] measure(BlockPair pair) throws IOException {
    List<Measure> all = measures.stream().map(Measure::parse).toList();
    try (SetBlock left = read(pair.left())) {
      if (pair.left().number() == pair.right().number()) {
        return left.measure(all);
      }
      try (SetBlock right = read(pair.right())) {
        return left.measure(right, all);
      }
    }
  }

  private SetBlock read(Block block) throws WorkspaceException {
    Configuration conf = hadoop.value().value();
    Path file = new Path(files.get(block.number()));
    try (InputStream in = new BufferedInputStream(FilePath.fileSystem(file, conf).open(file))) {
      return SetBlock.read(in);
    } catch (IOException | FSError e) {
      throw new WorkspaceException("read " + file, e);
    }
  }

  private void write(BlockPair pair, double[][][] values, TableWriter<GramRow> writer)
      throws WorkspaceException {
    for (int i = 0; i < pair.left().samples().size(); i++) {
      GramRow.Key left = pair.left().samples().get(i).key();
      for (int j = 0; j < pair.right().samples().size(); j++) {
        GramRow.Key right = pair.right().samples().get(j).key();
        boolean inOrder = left.compareTo(right) <= 0;
        for (int m = 0; m < values.length; m++) {
          if (pair.isMissing(m, i, j)) {
            writer.write(
                new GramRow(
                    inOrder ? left : right,
                    inOrder ? right : left,
                    features,
                    measures.get(m),
                    values[m][i][j]));
          }
        }
      }
    }
  }
}
