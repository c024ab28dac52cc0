package org.sparkaffect.network;

import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * A network's first layers with the weights of a published model.
 *
 * @param graph {@link PublishedModel#backbone()}, or that of another width
 * @param source the name of the file that the weights came from
 * @param sha256 of that file, in hexadecimal
 * @param mean what is to be subtracted from its input, where a file of that was given too
 */
public record Backbone(
    PublishedModel model,
    ComputationGraph graph,
    String source,
    String sha256,
    Optional<MeanClip> mean) {}
