package org.sparkaffect.jobs.cluster;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.sparkaffect.jobs.settings.SettingsException;

/** Spark's properties for executors with GPUs: what they need, and what they must not be. */
public final class GpuProperties {
  static final String PER_EXECUTOR = "spark.executor.resource.gpu.amount";
  static final String PER_TASK = "spark.task.resource.gpu.amount";
  private static final String SCRIPT = "spark.executor.resource.gpu.discoveryScript";
  private static final String PLUGINS = "spark.plugins";

  private GpuProperties() {}

  /** Whether ND4J's back end for CUDA is in the jar; it is not loaded for that. */
  public static boolean jarHasCuda() {
    return GpuProperties.class.getResource("/nd4j-jcublas.properties") != null;
  }

  /** What a user may not know who submits a jar for GPUs; empty where all is well. */
  static Optional<String> warning(Map<String, String> values, boolean jarHasCuda) {
    return jarHasCuda && !asked(values) && !isLocal(values)
        ? Optional.of(
            "this jar computes on GPUs, but Spark is to assign none: extraction needs none, networks do;"
                + " set %s".formatted(PER_EXECUTOR))
        : Optional.empty();
  }

  /** Whether executors are to have GPUs. */
  public static boolean asked(SparkConf spark) {
    return !spark.get(PER_EXECUTOR, "0").equals("0");
  }

  private static boolean asked(Map<String, String> values) {
    return !values.getOrDefault(PER_EXECUTOR, "0").equals("0");
  }

  /**
   * Adds what executors with GPUs need, where there shall be any.
   *
   * @throws SettingsException where they would not get GPUs, or would not compute on them
   */
  static void complete(Map<String, String> values, boolean jarHasCuda) {
    if (!asked(values)) {
      return;
    }
    if (!jarHasCuda) {
      throw new SettingsException(
          PER_EXECUTOR
              + " asks for GPUs, but this jar computes on CPUs only; build it with"
              + " mvn -Pcuda -DskipTests package, or take the property away");
    }
    String master = values.get("spark.master");
    if (isLocal(values)) {
      throw new SettingsException(
          "%s asks for GPUs, which Spark assigns on clusters only; with the master %s, take the property"
                  .formatted(PER_EXECUTOR, master)
              + " away: ND4J finds this machine's GPUs by itself");
    }
    if (!values.getOrDefault(PER_TASK, "1").equals("1")) {
      throw new SettingsException(
          "%s is %s, but it is one task a GPU: set it to 1"
              .formatted(PER_TASK, values.get(PER_TASK)));
    }
    boolean executorsLook = master.startsWith("yarn") || master.startsWith("k8s");
    if (executorsLook && !values.containsKey(SCRIPT)) {
      throw new SettingsException(
          "executors cannot find their GPUs: set %s to the path of discover-gpus there (deploy/ has it)"
              .formatted(SCRIPT));
    }
    values.put(PER_TASK, "1");
    values.putIfAbsent("spark.executor.resource.gpu.vendor", "nvidia.com"); // Kubernetes asks
    // CUDA numbers the fastest GPU 0 by default, nvidia-smi the first on the bus.
    values.putIfAbsent("spark.executorEnv.CUDA_DEVICE_ORDER", "PCI_BUS_ID");
    values.merge(PLUGINS, GpuPlugin.class.getName(), (users, ours) -> users + "," + ours);
  }

  private static boolean isLocal(Map<String, String> values) {
    return values.get("spark.master").matches("local(\\[.*)?");
  }
}
