package org.sparkaffect.jobs.score;

import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.sparkaffect.imageset.ImageSetModel;
import org.sparkaffect.network.GraphFile;
import org.sparkaffect.network.View;
import org.sparkaffect.network.VisualNetwork;

/**
 * An image-set model on a backbone. Whatever holds it lets it go to the collector, as threads that
 * score with it may outlive that.
 *
 * @param level the output of the backbone that it reads
 */
record ImageSetScoring(
    ImageSetModel sets,
    VisualNetwork network,
    int level,
    ComputationGraphConfiguration configuration,
    INDArray parameters)
    implements Model {
  ImageSetScoring(ImageSetModel sets, VisualNetwork network, String level, GraphFile.Contents of) {
    this(
        sets,
        network,
        network.levels().indexOf(level),
        of.graph().getConfiguration(),
        of.graph().params());
  }

  @Override
  public Scorer scorer() {
    ComputationGraph backbone = new ComputationGraph(configuration.clone());
    backbone.init(parameters, false); // on the very same array
    return new Scorer() {
      @Override
      public Optional<float[]> score(Senses clip) {
        return Optional.ofNullable(clip.faces())
            .map(faces -> backbone.output(network.backboneInput(faces, View.CENTRE))[level])
            .map(frames -> sets.score(frames.reshape('c', frames.size(0), -1).toFloatMatrix()));
      }

      @Override
      public void close() {
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
      }
    };
  }
}
