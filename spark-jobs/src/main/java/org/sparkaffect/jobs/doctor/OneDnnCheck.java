package org.sparkaffect.jobs.doctor;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/** Whether Deeplearning4j convolves with oneDNN, which nothing but a log line tells otherwise. */
final class OneDnnCheck {
  private static final String CHECK = "convolution";

  private OneDnnCheck() {}

  static Finding here(String where) {
    String backend = Nd4j.getExecutioner().getEnvironmentInformation().getProperty("backend");
    return of(where, backend, "CPU".equals(backend) ? helper() : "");
  }

  /** The class that convolves for a layer, or nothing for the plain path. */
  private static String helper() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new ConvolutionLayer.Builder(3, 3).nOut(1).build())
                .layer(new CnnLossLayer.Builder().build())
                .setInputType(InputType.convolutional(5, 5, 1))
                .build());
    network.init();
    Object helper = network.getLayer(0).getHelper();
    return helper == null ? "" : helper.getClass().getSimpleName();
  }

  /**
   * @param backend ND4J's: CPU or CUDA
   * @param helper the class that convolves; empty for the plain path
   */
  static Finding of(String where, String backend, String helper) {
    if (!"CPU".equals(backend)) {
      return Finding.ok(where, CHECK, "by %s", backend);
    }
    return helper.startsWith("MKLDNN")
        ? Finding.ok(where, CHECK, "by oneDNN")
        : Finding.warning(
            where,
            CHECK,
            "not by oneDNN, so networks take five times as long: add"
                + " -Dorg.eclipse.deeplearning4j.helpers.disable=false to the Java options of this process");
  }
}
