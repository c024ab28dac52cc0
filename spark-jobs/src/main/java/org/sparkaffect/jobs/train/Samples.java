package org.sparkaffect.jobs.train;

import java.io.IOException;
import java.io.Serializable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.sparkaffect.emotion.Emotion;

/** What a network reads of clips. It travels to workers, and is used by one thread there. */
interface Samples extends Serializable {
  /** How many classes the network tells apart. */
  default int classes() {
    return Emotion.values().length;
  }

  /** As it is scored: one array an input of the network, each a batch of one. */
  INDArray[] plain(TrainingClip clip) throws IOException;

  /** As it is trained on in an epoch: likewise. */
  INDArray[] augmented(TrainingClip clip, long epoch) throws IOException;
}
