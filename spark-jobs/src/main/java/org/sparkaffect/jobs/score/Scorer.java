package org.sparkaffect.jobs.score;

import java.util.Optional;

/** A trained network, for the thread that opened it. */
public interface Scorer extends AutoCloseable {
  /** A probability for each emotion, in their order; empty where the clip lacks what it reads. */
  Optional<float[]> score(Senses clip);

  @Override
  void close();
}
