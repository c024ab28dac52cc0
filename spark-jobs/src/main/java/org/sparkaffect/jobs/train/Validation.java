package org.sparkaffect.jobs.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkaffect.jobs.cluster.GpuBinding;
import org.sparkaffect.jobs.cluster.Slots;

/** Scores a network on the clips for validation. */
final class Validation {
  private static final double SMALLEST = 1e-7; // of a probability, so that its logarithm is finite

  private final List<TrainingClip> clips;
  private final Samples samples;
  private final JavaSparkContext spark;

  Validation(List<TrainingClip> clips, Samples samples, JavaSparkContext spark) {
    this.clips = clips;
    this.samples = samples;
    this.spark = spark;
  }

  /**
   * How a network did.
   *
   * @param loss mean cross entropy
   * @param accuracy from 0 to 1
   */
  record Score(double loss, double accuracy) implements Serializable {
    private static final long serialVersionUID = 1L;

    boolean isBetterThan(Score other) {
      return accuracy > other.accuracy || (accuracy == other.accuracy && loss < other.loss);
    }
  }

  Score of(ComputationGraph network) {
    Broadcast<float[]> weights = spark.broadcast(Weights.parameters(network));
    try {
      ComputationGraphConfiguration configuration = network.getConfiguration();
      Samples ofClips = samples; // this object stays here
      List<Score> scores =
          spark
              .parallelize(clips, Math.min(clips.size(), Slots.of(spark.sc())))
              .mapPartitions(part -> score(part, configuration, weights.value(), ofClips))
              .collect();
      return new Score(
          scores.stream().mapToDouble(Score::loss).average().orElseThrow(),
          scores.stream().mapToDouble(Score::accuracy).average().orElseThrow());
    } finally {
      weights.destroy();
    }
  }

  private static Iterator<Score> score(
      Iterator<TrainingClip> clips,
      ComputationGraphConfiguration configuration,
      float[] weights,
      Samples samples)
      throws Exception {
    GpuBinding.bindTask();
    ComputationGraph network = Weights.network(configuration, weights);
    List<Score> scores = new ArrayList<>();
    while (clips.hasNext()) {
      TrainingClip clip = clips.next();
      INDArray probabilities = network.outputSingle(samples.plain(clip));
      double ofLabel = probabilities.getDouble(0, clip.label());
      boolean right = probabilities.argMax(1).getInt(0) == clip.label();
      scores.add(new Score(-Math.log(Math.max(SMALLEST, ofLabel)), right ? 1 : 0));
    }
    return scores.iterator();
  }
}
