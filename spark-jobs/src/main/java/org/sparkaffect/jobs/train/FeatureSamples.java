package org.sparkaffect.jobs.train;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkaffect.network.Standardisation;
import org.sparkaffect.network.VisualModel;
import org.sparkaffect.network.VisualNetwork;

/**
 * Features of a frozen backbone, in one of the views that they were computed for.
 *
 * @param standardisations of the levels
 */
record FeatureSamples(
    VisualModel model,
    String backboneId,
    int views,
    List<Standardisation> standardisations,
    long seed,
    Broadcast<SerializableConfiguration> hadoop)
    implements Samples {
  private static final long serialVersionUID = 1L;

  @Override
  public INDArray[] plain(TrainingClip clip) throws IOException {
    return seen(clip, 0);
  }

  @Override
  public INDArray[] augmented(TrainingClip clip, long epoch) throws IOException {
    String key = clip.id() + "/" + epoch;
    return seen(clip, Draws.of(seed, "view", key).nextInt(views));
  }

  private INDArray[] seen(TrainingClip clip, int view) throws IOException {
    VisualNetwork network = model.network();
    float[][][] levels =
        new StoredFeatures(backboneId, network.levels(), hadoop.value().value()).of(clip, view);
    return IntStream.range(0, levels.length)
        .mapToObj(i -> network.headInput(standardisations.get(i).apply(levels[i])))
        .toArray(INDArray[]::new);
  }
}
