package org.sparkaffect.jobs.score;

import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkaffect.network.GraphFile;

/** A network of Deeplearning4j's, and what is made of it and a clip. */
record GraphModel(ComputationGraphConfiguration configuration, INDArray parameters, Reading reading)
    implements Model {
  GraphModel(GraphFile.Contents stored, Reading reading) {
    this(stored.graph().getConfiguration(), stored.graph().params(), reading);
  }

  /** Shows a network what it reads of a clip; empty where the clip lacks it. */
  interface Reading {
    Optional<float[]> scores(ComputationGraph graph, Senses clip);
  }

  /** Clip by clip: 16 frames are a batch as it is, and no score depends on what is beside it. */
  @Override
  public Scorer scorer() {
    ComputationGraph graph = new ComputationGraph(configuration.clone());
    graph.init(parameters, false); // on the very same array
    return new Scorer() {
      @Override
      public Optional<float[]> score(Senses clip) {
        return reading.scores(graph, clip);
      }

      /** Spark's threads go on, and would keep the memory of activations. */
      @Override
      public void close() {
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
      }
    };
  }
}
