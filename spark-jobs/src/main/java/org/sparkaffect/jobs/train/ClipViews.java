package org.sparkaffect.jobs.train;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Features of a clip that are to be computed.
 *
 * @param clip with the file of its faces
 * @param missing levels by view
 */
record ClipViews(TrainingClip clip, Map<Integer, List<String>> missing) implements Serializable {
  private static final long serialVersionUID = 1L;
}
