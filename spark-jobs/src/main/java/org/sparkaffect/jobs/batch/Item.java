package org.sparkaffect.jobs.batch;

import java.io.Serializable;
import java.util.List;
import org.sparkaffect.clip.Clip;

/** Clips that a job takes in hand together, such as those of one file. */
public interface Item extends Serializable {
  List<Clip> clips();

  /** What is tried with each of them. */
  List<String> stages();
}
