package org.sparkaffect.jobs;

import org.apache.spark.sql.SparkSession;

/** One Spark for all tests of the module, as starting it takes seconds. */
public final class LocalSpark {
  private static SparkSession session;

  private LocalSpark() {}

  public static SparkSession session() {
    if (session == null || session.sparkContext().isStopped()) {
      session =
          SparkSession.builder()
              .master("local[2]")
              .appName("tests")
              .config("spark.ui.enabled", false)
              .config("spark.sql.session.timeZone", "UTC")
              .getOrCreate();
    }
    return session;
  }

  /** Makes way for a test that starts a Spark of its own. */
  public static void stop() {
    if (session != null) {
      session.stop();
    }
  }
}
