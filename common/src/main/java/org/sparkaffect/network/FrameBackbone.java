package org.sparkaffect.network;

import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;

/**
 * A network for faces in single frames, of which an {@link LstmNetwork} reads some levels.
 *
 * @param name of the published model whose weights it takes
 * @param levels from the first to the last, the features proper
 */
public record FrameBackbone(String name, NetworkInput input, Body body, List<Level> levels) {
  /** Its layers. */
  interface Body {
    /** Adds them behind the vertex {@code input}, which gives images. */
    void addTo(GraphBuilder graph, String input, Width width);
  }
}
