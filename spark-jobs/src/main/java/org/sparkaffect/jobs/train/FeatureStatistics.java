package org.sparkaffect.jobs.train;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.sparkaffect.network.Moments;
import org.sparkaffect.network.Standardisation;

/** What the features of the training clips are standardised with. */
final class FeatureStatistics {
  private FeatureStatistics() {}

  /** One for each level, over all steps of the view for scoring. */
  static List<Standardisation> of(
      List<TrainingClip> train,
      Start start,
      JavaSparkContext spark,
      Broadcast<SerializableConfiguration> hadoop) {
    List<String> levels = start.model().network().levels();
    String backbone = start.backboneId();
    return spark
        .parallelize(train)
        .map(
            clip ->
                moments(new StoredFeatures(backbone, levels, hadoop.value().value()).of(clip, 0)))
        .treeReduce(FeatureStatistics::sum)
        .stream()
        .map(Moments::standardisation)
        .toList();
  }

  private static List<Moments> moments(float[][][] levels) {
    List<Moments> moments = new ArrayList<>();
    for (float[][] level : levels) {
      Moments ofLevel = new Moments(level[0].length);
      ofLevel.add(level);
      moments.add(ofLevel);
    }
    return moments;
  }

  private static List<Moments> sum(List<Moments> one, List<Moments> other) {
    return new ArrayList<>(
        IntStream.range(0, one.size()).mapToObj(i -> one.get(i).add(other.get(i))).toList());
  }
}
