package org.sparkaffect.jobs.score;

/** A trained network's weights in memory, which all threads of a process share. */
public interface Model {
  /** A network of the calling thread's on these weights. */
  Scorer scorer();
}
