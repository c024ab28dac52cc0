package org.sparkaffect.jobs.doctor;

import static org.sparkaffect.jobs.doctor.MemoryCheck.gb;

import org.apache.spark.SparkConf;

/**
 * The size of the containers that YARN and Kubernetes are asked for: an executor that takes more is
 * killed, and native memory counts.
 */
final class OverheadCheck {
  private static final String CHECK = "container";
  private static final String OVERHEAD = "spark.executor.memoryOverhead";
  private static final long LEAST = 384;

  private OverheadCheck() {}

  /**
   * @param tasks that run at once in an executor
   * @param need native memory of one
   */
  static Finding of(SparkConf spark, int tasks, long need) {
    String master = spark.get("spark.master");
    if (!master.startsWith("yarn") && !master.startsWith("k8s")) {
      return Finding.ok("executors", CHECK, "%s bounds no executor's native memory", master);
    }
    long heap = spark.getSizeAsMb("spark.executor.memory", "1g");
    double factor =
        spark.getDouble(
            "spark.executor.memoryOverheadFactor",
            spark.getDouble("spark.kubernetes.memoryOverheadFactor", 0.1));
    long overhead =
        spark.contains(OVERHEAD)
            ? spark.getSizeAsMb(OVERHEAD)
            : Math.max(LEAST, (long) (factor * heap));
    long needed = (tasks * need + MemoryCheck.JVM) >> 20;
    String sum =
        "%s beside the heap for %d tasks of up to %s"
            .formatted(gb(overhead << 20), tasks, gb(need));
    return overhead >= needed
        ? Finding.ok("executors", CHECK, sum)
        : Finding.problem(
            "executors",
            CHECK,
            "%s, so executors may be killed for their memory: set %s=%dm, or fewer spark.executor.cores",
            sum,
            OVERHEAD,
            needed);
  }
}
