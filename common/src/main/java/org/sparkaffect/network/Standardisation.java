package org.sparkaffect.network;

import java.io.Serializable;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Takes features to mean 0 and, but for those that hardly vary, to one variance, which is such that
 * vectors of any size have the expected length of 128 standard normal values. So levels of a
 * pyramid weigh the same, and one learning rate suits all.
 *
 * @param mean of each feature
 * @param scale by which each is multiplied, less its mean
 */
public record Standardisation(float[] mean, float[] scale) implements Serializable {
  private static final long serialVersionUID = 1;
  private static final double LENGTH = 128;

  /** Deviations below this share of a level's are taken as that much: noise is not blown up. */
  private static final double SMALLEST = 0.1;

  static Standardisation of(double[] means, double[] variances) {
    double total = 0;
    for (double variance : variances) {
      total += variance;
    }
    int size = means.length;
    double smallest = SMALLEST * Math.sqrt(total / size);
    float[] mean = new float[size];
    float[] scale = new float[size];
    for (int i = 0; i < size; i++) {
      double deviation = Math.max(smallest, Math.sqrt(variances[i]));
      mean[i] = (float) means[i];
      scale[i] = deviation == 0 ? 0 : (float) (Math.sqrt(LENGTH / size) / deviation);
    }
    return new Standardisation(mean, scale);
  }

  /** Each feature to mean 0 and variance 1; one that does not vary is 0. */
  static Standardisation zScores(double[] means, double[] variances) {
    float[] mean = new float[means.length];
    float[] scale = new float[means.length];
    for (int i = 0; i < means.length; i++) {
      mean[i] = (float) means[i];
      scale[i] = variances[i] == 0 ? 0 : (float) (1 / Math.sqrt(variances[i]));
    }
    return new Standardisation(mean, scale);
  }

  /** What takes standardised features back; those that do not vary are lost. */
  public Standardisation inverse() {
    float[] back = new float[mean.length];
    float[] deviation = new float[mean.length];
    for (int i = 0; i < mean.length; i++) {
      back[i] = -mean[i] * scale[i];
      deviation[i] = scale[i] == 0 ? 0 : 1 / scale[i];
    }
    return new Standardisation(back, deviation);
  }

  /** The features of each step, standardised. */
  public float[][] apply(float[][] steps) {
    float[][] standardised = new float[steps.length][mean.length];
    for (int step = 0; step < steps.length; step++) {
      for (int i = 0; i < mean.length; i++) {
        standardised[step][i] = (steps[step][i] - mean[i]) * scale[i];
      }
    }
    return standardised;
  }

  /**
   * Changes the weights of a layer that reads standardised features so that it gives the same on
   * plain ones: for each unit, w * scale for w, and b - mean * scale * w for b.
   *
   * @param layer dense or recurrent, with a bias
   */
  public void foldInto(ComputationGraph network, String layer) {
    INDArray weights = network.getParam(layer + "_W");
    INDArray biases = network.getParam(layer + "_b");
    weights.muliColumnVector(column(scale));
    INDArray shift = column(mean).transpose().mmul(weights);
    biases.subi(shift.reshape(biases.shape()));
  }

  private static INDArray column(float[] values) {
    return Nd4j.createFromArray(values).reshape(values.length, 1);
  }
}
