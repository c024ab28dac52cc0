package org.sparkaffect.network.caffe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.sparkaffect.clip.InputException;

/**
 * Puts blobs into a network's parameters as they come, a piece at a time, and remembers what is
 * wrong with them. Deeplearning4j keeps convolutions as out x in x (depth x) height x width, and
 * dense weights as in x out by columns, which in memory is out x in by rows: Caffe's order is its
 * own.
 */
final class GraphFiller implements BlobVisitor {
  private final ComputationGraph graph;
  private final INDArray parameters;
  private final Map<Blob, NameTable.Place> places;
  private final Set<String> notTaken;
  private final Set<Blob> missing;
  private final Set<Blob> seen = new HashSet<>();
  private final List<String> mistakes = new ArrayList<>();

  private Blob blob;
  private NameTable.Place place;
  private long start;
  private long position;

  GraphFiller(NameTable table, ComputationGraph graph) {
    this.graph = graph;
    parameters = graph.params().reshape(graph.numParams());
    places = table.places(graph.getConfiguration());
    notTaken = table.notTaken();
    missing = new LinkedHashSet<>(places.keySet());
  }

  @Override
  public void begin(String layer, int index) {
    blob = new Blob(layer, index);
    place = places.get(blob);
    position = 0;
    if (place != null) {
      start = startOf(place);
    }
  }

  @Override
  public void values(float[] values, int count) {
    if (count > 0 && place != null && position + count <= place.shape().length()) {
      long from = start + position;
      parameters
          .get(NDArrayIndex.interval(from, from + count))
          .assign(Nd4j.createFromArray(Arrays.copyOf(values, count)));
    }
    position += count;
  }

  @Override
  public void end(long[] dims) {
    BlobShape shape = new BlobShape(dims);
    missing.remove(blob);
    if (!seen.add(blob)) {
      mistakes.add(blob + " is there twice");
    } else if (place == null) {
      if (!notTaken.contains(blob.layer())) {
        mistakes.add(blob + " (" + shape + ") is not expected");
      }
    } else if (!shape.fits(place.shape())) {
      mistakes.add(blob + " is " + shape + ", expected " + place.shape());
    } else if (position != place.shape().length()) {
      mistakes.add(blob + " has " + position + " values, expected " + place.shape());
    }
  }

  /**
   * @throws InputException that lists all that was missing, unexpected or of another shape
   */
  void finish(String file) {
    if (seen.isEmpty()) {
      throw new InputException(
          file + " is not a binary Caffe model (.caffemodel), or one without weights");
    }
    missing.forEach(
        lost -> mistakes.add(lost + " is missing, expected " + places.get(lost).shape()));
    if (!mistakes.isEmpty()) {
      throw new InputException(
          file + " is another model than this network takes:\n" + String.join("\n", mistakes));
    }
  }

  /** Where a parameter begins among the network's, which lie one behind the other. */
  private long startOf(NameTable.Place place) {
    INDArray parameter = graph.getLayer(place.layer()).getParam(place.parameter());
    boolean dense = graph.getLayer(place.layer()).conf().getLayer() instanceof DenseLayer;
    boolean vector = place.shape().dims().length == 1;
    boolean inOrder =
        vector || Shape.hasDefaultStridesForShape(dense ? parameter.transpose() : parameter);
    if (!inOrder || parameter.length() != place.shape().length()) {
      throw new IllegalStateException(place + " does not lie in Caffe's order");
    }
    return parameter.offset() - parameters.offset();
  }
}
