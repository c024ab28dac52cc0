package org.sparkaffect.jobs.imageset;

import java.io.Serializable;
import java.util.List;

/**
 * Sets whose bases lie in one matrix.
 *
 * @param train whether they are to train on
 */
record Block(int number, boolean train, List<Sample> samples) implements Serializable {
  private static final long serialVersionUID = 1L;
}
