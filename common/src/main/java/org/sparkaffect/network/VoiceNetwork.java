package org.sparkaffect.network;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.sparkaffect.audio.Egemaps;

/** The networks from a clip's voice to a probability for each class of a task. */
public enum VoiceNetwork {
  /** Two hidden layers of 256 over the functionals (Ouyang et al. 2017, sections 4.2 and 6.3). */
  DNN("audio-dnn", "gender-dnn", List.of("hidden-1", "hidden-2")) {
    @Override
    InputType input() {
      return InputType.feedForward(Egemaps.FUNCTIONALS.size());
    }

    @Override
    String addHidden(GraphBuilder graph, Regularisation regularisation, IUpdater updater) {
      String last = INPUT;
      for (int i = 0; i < transferred().size(); i++) {
        DenseLayer layer = new DenseLayer.Builder().nOut(256).activation(Activation.TANH).build();
        IDropout dropout = i == 0 ? regularisation.onInput() : regularisation.onHidden();
        add(graph, transferred().get(i), layer, dropout, updater, last);
        last = transferred().get(i);
      }
      return last;
    }
  },
  /**
   * An LSTM of 128 over the low-level descriptors, the mean of whose outputs goes on. The paper
   * names it (section 1 and Table 3) and does not describe it.
   */
  LSTM("audio-lstm", "gender-lstm", List.of("lstm")) {
    @Override
    InputType input() {
      return InputType.recurrent(Egemaps.DESCRIPTORS.size());
    }

    @Override
    String addHidden(GraphBuilder graph, Regularisation regularisation, IUpdater updater) {
      LSTM layer = new LSTM.Builder().nOut(128).activation(Activation.TANH).build();
      add(graph, transferred().get(0), layer, regularisation.onInput(), updater, INPUT);
      graph.addLayer("mean", new GlobalPoolingLayer(PoolingType.AVG), transferred().get(0));
      return "mean";
    }
  };

  private static final String INPUT = "voice";

  private final String label;
  private final String source;
  private final List<String> transferred;

  VoiceNetwork(String label, String source, List<String> transferred) {
    this.label = label;
    this.source = source;
    this.transferred = transferred;
  }

  /** Its name, as {@code audio-dnn}, or that of the same network on the source task. */
  public String label(VoiceTask task) {
    return task == VoiceTask.EMOTION ? label : source;
  }

  /** The networks' names on a task. */
  public static List<String> labels(VoiceTask task) {
    return Stream.of(values()).map(network -> network.label(task)).toList();
  }

  /** The network of a name on a task. */
  public static Optional<VoiceNetwork> of(String name, VoiceTask task) {
    return Stream.of(values()).filter(network -> network.label(task).equals(name)).findFirst();
  }

  /** The layers that the source task gives to the target task: all but the last. */
  public List<String> transferred() {
    return transferred;
  }

  /** The layer that reads the input. */
  public String reader() {
    return transferred.get(0);
  }

  /**
   * From what {@link VoiceInput} gives to batch x classes.
   *
   * @param training how it is trained: seed, updater
   * @param ofTransferred the updater of the transferred layers; null for that of all
   */
  public ComputationGraphConfiguration configuration(
      NeuralNetConfiguration.Builder training,
      VoiceTask task,
      Regularisation regularisation,
      IUpdater ofTransferred) {
    GraphBuilder graph =
        training.l2(regularisation.decay()).graphBuilder().addInputs(INPUT).setInputTypes(input());
    String last = addHidden(graph, regularisation, ofTransferred);
    OutputLayer output =
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nOut(task.classes().size())
            .activation(Activation.SOFTMAX)
            .build();
    add(graph, task.output(), output, regularisation.onHidden(), null, last);
    return graph.setOutputs(task.output()).build();
  }

  abstract InputType input();

  /** Adds the layers between input and output, and returns the last of them. */
  abstract String addHidden(GraphBuilder graph, Regularisation regularisation, IUpdater updater);

  private static void add(
      GraphBuilder graph,
      String name,
      BaseLayer layer,
      IDropout dropout,
      IUpdater updater,
      String input) {
    layer.setIDropout(dropout);
    layer.setIUpdater(updater); // without one the network's is taken
    graph.addLayer(name, layer, input);
  }
}
