package org.sparkaffect.jobs.train;

import java.io.IOException;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkaffect.network.Standardisation;
import org.sparkaffect.network.VoiceInput;
import org.sparkaffect.network.VoiceTask;

/** Voices, standardised; noise is a layer's affair. */
record VoiceSamples(
    VoiceInput input,
    VoiceTask task,
    Standardisation standardisation,
    Broadcast<SerializableConfiguration> hadoop)
    implements Samples {
  private static final long serialVersionUID = 1L;

  @Override
  public int classes() {
    return task.classes().size();
  }

  @Override
  public INDArray[] plain(TrainingClip clip) throws IOException {
    float[][] steps = new StoredVoices(input, task, hadoop.value().value()).of(clip);
    return new INDArray[] {input.array(standardisation.apply(steps))};
  }

  @Override
  public INDArray[] augmented(TrainingClip clip, long epoch) throws IOException {
    return plain(clip);
  }
}
