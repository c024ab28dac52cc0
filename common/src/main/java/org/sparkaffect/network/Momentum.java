package org.sparkaffect.network;

import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Gradient descent with momentum, for minibatches with the mean gradient g. With the same rate the
 * unit-gain kind takes steps of {@code 1 - momentum} times the classical kind's. Deeplearning4j has
 * Nesterov's alone.
 */
public final class Momentum implements IUpdater {
  private static final long serialVersionUID = 1;
  private static final String VELOCITY = "velocity";

  /** What the velocity v is made of. */
  public enum Kind {
    /** v = momentum v + rate g; w = w - v, as Caffe has it. */
    CLASSICAL {
      @Override
      void step(INDArray velocity, INDArray gradient, double momentum, double rate) {
        gradient.assign(velocity.muli(momentum).addi(gradient.muli(rate)));
      }
    },
    /** v = momentum v + (1 - momentum) g; w = w - rate v, as CNTK had it. */
    UNIT_GAIN {
      @Override
      void step(INDArray velocity, INDArray gradient, double momentum, double rate) {
        velocity.muli(momentum).addi(gradient.muli(1 - momentum));
        gradient.assign(velocity).muli(rate);
      }
    };

    /** Moves the velocity on, and makes of the gradient what is taken off the weights. */
    abstract void step(INDArray velocity, INDArray gradient, double momentum, double rate);
  }

  @JsonProperty private final Kind kind;
  @JsonProperty private final double momentum;
  @JsonProperty private ISchedule rate;

  /**
   * @param momentum from 0 up to, and without, 1
   */
  @JsonCreator
  public Momentum(
      @JsonProperty("kind") Kind kind,
      @JsonProperty("momentum") double momentum,
      @JsonProperty("rate") ISchedule rate) {
    this.kind = kind;
    this.momentum = momentum;
    this.rate = rate;
  }

  /** An updater that leaves weights as they are. */
  public static Momentum frozen() {
    return new Momentum(Kind.UNIT_GAIN, 0, new FixedSchedule(0));
  }

  /** The rate of the layers that are trained, at an iteration. */
  public static double rate(ComputationGraphConfiguration network, int iteration) {
    return updaters(network)
        .mapToDouble(updater -> updater.getLearningRate(iteration, 0))
        .max()
        .orElseThrow();
  }

  /** Gives all layers that are trained another rate; what is made of the configuration has it. */
  public static void setRate(ComputationGraphConfiguration network, double rate) {
    updaters(network)
        .filter(updater -> updater.getLearningRate(0, 0) > 0)
        .forEach(updater -> updater.rate = new FixedSchedule(rate));
  }

  private static Stream<Momentum> updaters(ComputationGraphConfiguration network) {
    return network.getVertices().values().stream()
        .filter(LayerVertex.class::isInstance)
        .map(vertex -> ((LayerVertex) vertex).getLayerConf().getLayer())
        .filter(BaseLayer.class::isInstance)
        .map(layer -> (Momentum) ((BaseLayer) layer).getIUpdater());
  }

  @Override
  public long stateSize(long parameters) {
    return parameters;
  }

  @Override
  public GradientUpdater<Momentum> instantiate(INDArray state, boolean initialize) {
    Step step = new Step();
    step.setStateViewArray(state, state.shape(), state.ordering(), initialize);
    return step;
  }

  @Override
  public GradientUpdater<Momentum> instantiate(Map<String, INDArray> state, boolean initialize) {
    Step step = new Step();
    step.setState(state, initialize);
    return step;
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return rate.valueAt(iteration, epoch);
  }

  @Override
  public boolean hasLearningRate() {
    return true;
  }

  @Override
  public void setLrAndSchedule(double fixed, ISchedule schedule) {
    rate = schedule == null ? new FixedSchedule(fixed) : schedule;
  }

  @Override
  public Momentum clone() {
    return new Momentum(kind, momentum, rate.clone());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Momentum that
        && kind == that.kind
        && momentum == that.momentum
        && rate.equals(that.rate);
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + rate.hashCode();
  }

  private final class Step implements GradientUpdater<Momentum> {
    private INDArray velocity;

    @Override
    public Momentum getConfig() {
      return Momentum.this;
    }

    @Override
    public void setState(Map<String, INDArray> state, boolean initialize) {
      velocity = state.get(VELOCITY);
    }

    @Override
    public Map<String, INDArray> getState() {
      return Map.of(VELOCITY, velocity);
    }

    @Override
    public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialize) {
      if (initialize) {
        view.assign(0);
      }
      velocity = view;
    }

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
      INDArray sameShape = velocity.reshape(gradient.ordering(), gradient.shape());
      kind.step(sameShape, gradient, momentum, getLearningRate(iteration, epoch));
    }
  }
}
