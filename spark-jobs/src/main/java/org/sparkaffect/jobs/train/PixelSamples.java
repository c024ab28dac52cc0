package org.sparkaffect.jobs.train;

import java.io.IOException;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkaffect.network.View;
import org.sparkaffect.network.VisualModel;

/** Pixels of the table of faces, seen anew in each epoch. */
record PixelSamples(VisualModel model, long seed, Broadcast<SerializableConfiguration> hadoop)
    implements Samples {
  private static final long serialVersionUID = 1L;

  @Override
  public INDArray[] plain(TrainingClip clip) throws IOException {
    return seen(clip, View.CENTRE);
  }

  @Override
  public INDArray[] augmented(TrainingClip clip, long epoch) throws IOException {
    String key = clip.id() + "/" + epoch;
    return seen(clip, View.random(Draws.of(seed, "view", key)));
  }

  private INDArray[] seen(TrainingClip clip, View view) throws IOException {
    return new INDArray[] {
      model.network().input(new StoredFaces(hadoop.value().value()).crops(clip), view)
    };
  }
}
