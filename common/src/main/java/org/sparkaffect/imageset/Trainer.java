package org.sparkaffect.imageset;

import java.util.List;

/** Trains classifiers of one class against the rest on a kernel's Gram matrix. */
public interface Trainer {
  /**
   * How it can be regularised, from the simplest classifier to the most flexible: phrases such as
   * {@code components = 3}.
   */
  List<String> choices();

  /**
   * Trains a classifier for each of the {@link #choices}.
   *
   * @param gram symmetric
   * @param members which rows are of the class: at least one is and one is not
   */
  List<Decision> train(double[][] gram, boolean[] members);
}
