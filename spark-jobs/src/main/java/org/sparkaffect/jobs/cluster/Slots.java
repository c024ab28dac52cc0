package org.sparkaffect.jobs.cluster;

import org.apache.spark.SparkContext;

/** How many tasks can run at once. */
public final class Slots {
  private Slots() {}

  /** By cores and, where tasks take them, GPUs of the executors there are now; at least one. */
  public static int of(SparkContext spark) {
    return Math.max(
        1, spark.maxNumConcurrentTasks(spark.resourceProfileManager().defaultResourceProfile()));
  }
}
