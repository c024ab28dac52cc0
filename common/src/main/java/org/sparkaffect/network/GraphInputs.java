package org.sparkaffect.network;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.preprocessor.RnnToCnnPreProcessor;
import org.sparkaffect.clip.RgbImage;
import org.sparkaffect.face.FaceSequence;

/** What the visual networks begin with. Layers go on behind {@link #IMAGES}. */
final class GraphInputs {
  /** Of images, one by one. */
  static final String IMAGES = "images";

  private GraphInputs() {}

  /** Batch x 3 x height x width. */
  static GraphBuilder images(NeuralNetConfiguration.Builder training, int height, int width) {
    return training
        .graphBuilder()
        .addInputs(IMAGES)
        .setInputTypes(InputType.convolutional(height, width, RgbImage.CHANNELS));
  }

  /** Batch x (3 * height * width) x 16, of which each step is an image. */
  static GraphBuilder frames(NeuralNetConfiguration.Builder training, int height, int width) {
    long values = (long) RgbImage.CHANNELS * height * width;
    return training
        .graphBuilder()
        .addInputs("frames")
        .setInputTypes(InputType.recurrent(values, FaceSequence.LENGTH))
        .addVertex(
            IMAGES,
            new PreprocessorVertex(new RnnToCnnPreProcessor(height, width, RgbImage.CHANNELS)),
            "frames");
  }
}
