package org.sparkaffect.jobs.imageset;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkaffect.imageset.Measure;
import org.sparkaffect.jobs.cluster.Slots;
import org.sparkaffect.jobs.cluster.StatusLine;
import org.sparkaffect.jobs.table.GramTable;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.Workspace.Staged;
import org.sparkaffect.jobs.train.NetworkTraining;

/**
 * Computes the Gram matrices by pairs of blocks, and commits them batch by batch: what was done
 * when a run was killed stays done.
 */
record GramComputation(
    Workspace workspace,
    JavaSparkContext spark,
    Broadcast<SerializableConfiguration> hadoop,
    Map<String, String> metadata) {
  private static final int TASKS_PER_SLOT = 4;
  private static final int PAIRS_PER_TASK = 8;

  /**
   * @param features what they are of, in the table
   * @param files of the blocks' sets, by their numbers
   */
  void run(List<BlockPair> pairs, List<Measure> measures, String features, List<String> files)
      throws Exception {
    int batchSize = Slots.of(spark.sc()) * TASKS_PER_SLOT * PAIRS_PER_TASK;
    Path folder = workspace.stage(NetworkTraining.JOB);
    LongAccumulator done = spark.sc().longAccumulator();
    long begin = System.nanoTime();
    StatusLine status = new StatusLine(() -> line(done.sum(), pairs.size(), begin));
    try {
      int batch = workspace.nextBatch(NetworkTraining.JOB, GramTable.NAME, List.of());
      GramTask task =
          new GramTask(
              new ArrayList<>(measures.stream().map(Measure::toString).toList()),
              features,
              new ArrayList<>(files),
              folder.toString(),
              metadata,
              hadoop,
              done);
      for (int from = 0; from < pairs.size(); from += batchSize) {
        List<BlockPair> some = pairs.subList(from, Math.min(pairs.size(), from + batchSize));
        int tasks =
            Math.min(
                some.size(),
                Math.max(
                    Slots.of(spark.sc()), (some.size() + PAIRS_PER_TASK - 1) / PAIRS_PER_TASK));
        List<Staged> staged =
            spark.parallelize(new ArrayList<>(some), tasks).mapPartitions(task).collect();
        workspace.commit(NetworkTraining.JOB, batch++, staged);
      }
    } finally {
      status.close();
    }
    workspace.unstage(NetworkTraining.JOB);
  }

  private static String line(long done, long total, long begin) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    return "gram: %d of %d pairs of blocks, time left %s"
        .formatted(
            done,
            total,
            done == 0
                ? "unknown"
                : StatusLine.duration(Math.round((total - done) * seconds / done)));
  }
}
