package org.sparkaffect.jobs.score;

import java.util.Optional;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkaffect.network.GraphFile;

/**
 * A network of Deeplearning4j's, with its input from one clip; the latter is empty where the clip
 * lacks it.
 */
record GraphModel(
    ComputationGraphConfiguration configuration,
    INDArray parameters,
    Function<Senses, Optional<INDArray>> input)
    implements Model {
  GraphModel(GraphFile.Contents stored, Function<Senses, Optional<INDArray>> input) {
    this(stored.graph().getConfiguration(), stored.graph().params(), input);
  }

  /** Clip by clip: 16 frames are a batch as it is, and no score depends on what is beside it. */
  @Override
  public Scorer scorer() {
    ComputationGraph graph = new ComputationGraph(configuration.clone());
    graph.init(parameters, false); // on the very same array
    return new Scorer() {
      @Override
      public Optional<float[]> score(Senses clip) {
        return input.apply(clip).map(array -> graph.outputSingle(array).toFloatVector());
      }

      /** Spark's threads go on, and would keep the memory of activations. */
      @Override
      public void close() {
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
      }
    };
  }
}
