package org.sparkaffect.jobs;

import org.apache.spark.sql.SparkSession;
import org.sparkaffect.jobs.settings.Settings;

/** A job on a workspace's tables: a subcommand of its own, and a step of {@link Run}. */
interface Job {
  String name();

  /** Refuses settings with which the job cannot succeed, before Spark is started. */
  void check(Settings settings);

  /** Whether it writes tables or models, for which it must be alone in the workspace. */
  default boolean writes() {
    return true;
  }

  void run(Settings settings, SparkSession spark) throws Exception;
}
