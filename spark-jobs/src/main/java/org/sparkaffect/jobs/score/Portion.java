package org.sparkaffect.jobs.score;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * What one task scores: clips of one file.
 *
 * @param file of the table that the models read
 * @param missing the models that have not scored a clip, by its id
 */
record Portion(String file, Map<String, List<ModelFile>> missing) implements Serializable {
  private static final long serialVersionUID = 1L;
}
