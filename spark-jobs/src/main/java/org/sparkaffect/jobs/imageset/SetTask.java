package org.sparkaffect.jobs.imageset;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkaffect.clip.FilePath;
import org.sparkaffect.clip.InputException;
import org.sparkaffect.imageset.ImageSet;
import org.sparkaffect.imageset.SetBlock;
import org.sparkaffect.jobs.cluster.GpuBinding;
import org.sparkaffect.jobs.table.WorkspaceException;
import org.sparkaffect.jobs.train.StoredFeatures;

/**
 * Makes sets of the stored features of a block, and stages a file of them, of which it returns the
 * name.
 *
 * @param rank of subspaces, at most
 * @param folder to stage in
 */
record SetTask(
    String backboneId,
    String level,
    int rank,
    String folder,
    Broadcast<SerializableConfiguration> hadoop)
    implements Function<Block, String> {
  private static final long serialVersionUID = 1L;

  @Override
  public String call(Block block) throws IOException {
    GpuBinding.bindTask();
    Configuration conf = hadoop.value().value();
    StoredFeatures features = new StoredFeatures(backboneId, List.of(level), conf);
    List<ImageSet> sets = new ArrayList<>();
    for (Sample sample : block.samples()) {
      sets.add(set(sample, features.of(sample.clip(), sample.view())[0]));
    }
    Path file = new Path(folder, UUID.randomUUID().toString());
    try (SetBlock stacked = SetBlock.of(sets);
        OutputStream out = new BufferedOutputStream(FilePath.fileSystem(file, conf).create(file))) {
      stacked.write(out);
    } catch (IOException | FSError e) {
      throw new WorkspaceException("write " + file, e);
    }
    return file.toString();
  }

  private ImageSet set(Sample sample, float[][] frames) {
    try {
      return ImageSet.of(frames, rank);
    } catch (IllegalArgumentException e) {
      throw new InputException(
          "the features %s of the clip %s are no set: %s; remove the table features, and the model whose backbone gives them"
              .formatted(backboneId, sample.clip().id(), e.getMessage()),
          e);
    }
  }
}
