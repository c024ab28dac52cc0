package org.sparkaffect.jobs.train;

import java.io.IOException;
import java.io.Serializable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a network reads of clips. It travels to workers, and is used by one thread there. */
interface Samples extends Serializable {
  /** As it is scored: one array an input of the network, each a batch of one. */
  INDArray[] plain(TrainingClip clip) throws IOException;

  /** As it is trained on in an epoch: likewise. */
  INDArray[] augmented(TrainingClip clip, long epoch) throws IOException;
}
