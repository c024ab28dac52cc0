package org.sparkaffect.jobs.cluster;

import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.sparkaffect.jobs.settings.SettingsException;

/**
 * Binds the thread of a task to the GPU that Spark assigned to the task.
 *
 * <p>ND4J 1.0.0-M2.1 keeps a device for each thread, and deals devices in turn to threads that have
 * none; the devices of its {@code CudaEnvironment} configuration bind nothing. So tasks with
 * different GPUs may share a JVM, and a thread is bound anew for each task, as Spark reuses it.
 * Threads that Deeplearning4j starts to fetch batches take the device of the thread that starts
 * them.
 */
public final class GpuBinding {
  static final String GPU = "gpu";

  private final GpuDevices devices;

  GpuBinding(GpuDevices devices) {
    this.devices = devices;
  }

  /**
   * Binds the calling task, or does nothing where Spark assigned no GPU. {@link GpuPlugin} has done
   * so before, but only a call from inside the task can end it at once.
   *
   * @throws SettingsException where ND4J cannot compute on the GPU that was assigned
   */
  public static void bindTask() {
    new GpuBinding(GpuDevices.ofNd4j()).bind(TaskContext.get().resourcesJMap());
  }

  void bind(Map<String, ResourceInformation> assigned) {
    if (assigned.containsKey(GPU)) {
      bind(assigned.get(GPU).addresses());
    }
  }

  private void bind(String... addresses) {
    if (addresses.length != 1) {
      throw new SettingsException(
          "Spark assigned %d GPUs to one task; one task a GPU: set %s=1"
              .formatted(addresses.length, GpuProperties.PER_TASK));
    }
    if (!devices.present()) {
      throw new SettingsException(
          "Spark assigned GPU %s to a task, but ND4J computes on the CPU there: submit a jar built with"
                  .formatted(addresses[0])
              + " mvn -Pcuda, and install CUDA 11.6 and NVIDIA's driver on every worker");
    }
    int device = device(addresses[0]);
    ComputeCapability capability = devices.capability(device);
    if (!capability.runsNd4j()) {
      throw new SettingsException(
          "GPU %d has compute capability %s, for which ND4J 1.0.0-M2.1 has no code (3.7 to 8.9 run it);"
                  .formatted(device, capability)
              + " find GPUs with deploy/discover-gpus, which leaves such ones out");
    }
    devices.use(device);
    if (devices.current() != device) {
      throw new SettingsException(
          "GPU %d was assigned to a task, but ND4J stays on GPU %d"
              .formatted(device, devices.current()));
    }
  }

  /** CUDA ends the process for a number that it does not have, so it is not asked. */
  private int device(String address) {
    if (!address.matches("\\d{1,4}") || Integer.parseInt(address) >= devices.count()) {
      throw new SettingsException(
          "Spark assigned GPU %s, but CUDA has %d here, numbered from 0: let deploy/discover-gpus find"
                  .formatted(address, devices.count())
              + " them, with the CUDA_VISIBLE_DEVICES that the executors have");
    }
    return Integer.parseInt(address);
  }
}
