package org.sparkaffect.jobs.cluster;

/** What a binding asks of ND4J, and tells it. Devices have CUDA's numbers, from 0. */
public interface GpuDevices {
  /** Those of ND4J's back end. */
  static GpuDevices ofNd4j() {
    return new Nd4jDevices();
  }

  /** Whether ND4J computes on GPUs at all in this JVM. */
  boolean present();

  /** How many there are. */
  int count();

  ComputeCapability capability(int device);

  /** Makes a device that of the calling thread. */
  void use(int device);

  /** The calling thread's. */
  int current();
}
