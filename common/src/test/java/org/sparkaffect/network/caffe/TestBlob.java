package org.sparkaffect.network.caffe;

import java.util.SplittableRandom;

/** A blob as Caffe has it: values by rows. */
record TestBlob(float[] values, long... dims) {
  /** 1, 2, 3 and on. */
  static TestBlob counting(long... dims) {
    float[] values = new float[(int) new BlobShape(dims).length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 1;
    }
    return new TestBlob(values, dims);
  }

  /** Uniform, with that deviation and mean. */
  static TestBlob random(SplittableRandom random, double mean, double deviation, long... dims) {
    float[] values = new float[(int) new BlobShape(dims).length()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (mean + deviation * Math.sqrt(3) * random.nextDouble(-1, 1));
    }
    return new TestBlob(values, dims);
  }

  /** Such that what goes through a layer and a ReLU grows by that gain. */
  static TestBlob weights(SplittableRandom random, double gain, long... dims) {
    double inputs = (double) new BlobShape(dims).length() / dims[0];
    return random(random, 0, gain * Math.sqrt(2 / inputs), dims);
  }

  static TestBlob biases(SplittableRandom random, long count) {
    return random(random, 0, 0.3, count);
  }
}
