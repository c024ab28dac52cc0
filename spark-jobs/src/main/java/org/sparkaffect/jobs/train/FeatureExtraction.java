package org.sparkaffect.jobs.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkaffect.jobs.cluster.Progress;
import org.sparkaffect.jobs.cluster.Slots;
import org.sparkaffect.jobs.table.FeaturesTable;
import org.sparkaffect.jobs.table.TableReader;
import org.sparkaffect.jobs.table.Workspace;
import org.sparkaffect.jobs.table.Workspace.Staged;

/**
 * Computes the features that a frozen backbone gives, once: what the workspace has is left out. A
 * file of features is whole or not there, so what was done when a run was killed stays done.
 */
public final class FeatureExtraction {
  /** Tasks of a batch for each slot, and clips of a task: a batch is some minutes of work. */
  private static final int TASKS_PER_SLOT = 3;

  private static final int CLIPS_PER_TASK = 16;

  private final Start start;
  private final List<String> levels;
  private final Workspace workspace;
  private final JavaSparkContext spark;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final Map<String, String> metadata;

  /**
   * @param levels of the backbone, of which the others are left out
   */
  public FeatureExtraction(
      Start start,
      List<String> levels,
      Workspace workspace,
      JavaSparkContext spark,
      Broadcast<SerializableConfiguration> hadoop,
      Map<String, String> metadata) {
    this.start = start;
    this.levels = levels;
    this.workspace = workspace;
    this.spark = spark;
    this.hadoop = hadoop;
    this.metadata = metadata;
  }

  /**
   * Computes what is missing.
   *
   * @param views of clips to train on; others are seen in one view
   * @return the same clips, with the files of their features
   */
  public TrainingClips run(TrainingClips clips, int views) throws Exception {
    List<ClipViews> missing = new ArrayList<>();
    FeatureIndex before = index();
    clips.train().forEach(clip -> addMissing(clip, views, before, missing));
    clips.val().forEach(clip -> addMissing(clip, 1, before, missing));
    if (!missing.isEmpty()) {
      compute(missing);
    }
    FeatureIndex after = missing.isEmpty() ? before : index();
    return new TrainingClips(
        clips.train().stream().map(after::locate).toList(),
        clips.val().stream().map(after::locate).toList());
  }

  private FeatureIndex index() throws Exception {
    TableReader reader = new TableReader(spark.hadoopConfiguration());
    return FeatureIndex.read(workspace, reader, start.backboneId());
  }

  private void addMissing(
      TrainingClip clip, int views, FeatureIndex index, List<ClipViews> missing) {
    Map<Integer, List<String>> ofClip = new TreeMap<>();
    for (int view = 0; view < views; view++) {
      for (String level : levels) {
        if (!index.has(new FeatureKey(clip.id(), start.backboneId(), level, view))) {
          ofClip.computeIfAbsent(view, number -> new ArrayList<>()).add(level);
        }
      }
    }
    if (!ofClip.isEmpty()) {
      missing.add(new ClipViews(clip, ofClip));
    }
  }

  private void compute(List<ClipViews> missing) throws Exception {
    int slots = Slots.of(spark.sc());
    int batchSize = slots * TASKS_PER_SLOT * CLIPS_PER_TASK;
    Broadcast<float[]> weights = spark.broadcast(Weights.parameters(start.backbone()));
    Path folder = workspace.stage(NetworkTraining.JOB);
    try (Progress progress = new Progress("features", missing.size(), spark.sc())) {
      int batch = workspace.nextBatch(NetworkTraining.JOB, FeaturesTable.NAME, List.of());
      FeatureTask task =
          new FeatureTask(
              start.model(),
              start.backboneId(),
              weights,
              folder.toString(),
              metadata,
              hadoop,
              progress.done());
      spark.sc().setJobDescription("train: features of %d clips".formatted(missing.size()));
      for (int from = 0; from < missing.size(); from += batchSize) {
        List<ClipViews> some = missing.subList(from, Math.min(missing.size(), from + batchSize));
        int tasks =
            Math.min(
                some.size(), Math.max(slots, (some.size() + CLIPS_PER_TASK - 1) / CLIPS_PER_TASK));
        List<Staged> staged =
            spark.parallelize(new ArrayList<>(some), tasks).mapPartitions(task).collect();
        workspace.commit(NetworkTraining.JOB, batch++, staged);
      }
    } finally {
      weights.destroy();
    }
    workspace.unstage(NetworkTraining.JOB);
  }
}
