package org.sparkaffect.jobs.cluster;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.sparkaffect.jobs.settings.SettingsException;

/**
 * Spark's properties in three layers: what the jobs are wrong without, above what the user gave,
 * above what serves where nothing was given.
 *
 * @param values what Spark is started with
 * @param overruled what the user gave in vain, as it was given
 */
record SparkProperties(Map<String, String> values, Map<String, String> overruled) {
  /** Spark-submit names an application that was given no name after this class. */
  private static final String NAME_OF_NONE = "org.sparkaffect.jobs.Main";

  /**
   * JavaCPP is not to read the process's size at each allocation: all is closed when done.
   * Deeplearning4j is to convolve with oneDNN.
   */
  private static final String NATIVES =
      "-Dorg.bytedeco.javacpp.maxbytes=0 -Dorg.bytedeco.javacpp.maxphysicalbytes=0"
          + " -Dorg.eclipse.deeplearning4j.helpers.disable=false";

  private static final Map<String, String> MANDATORY =
      // Times in tables are instants: the zone of the machine must not show in them.
      Map.of("spark.sql.session.timeZone", "UTC");

  /**
   * @throws SettingsException where what the user gave cannot work
   */
  static SparkProperties of(String job, Map<String, String> given, boolean jarHasCuda) {
    Map<String, String> values = new TreeMap<>(given);
    values.remove("spark.app.name", NAME_OF_NONE);
    values.putIfAbsent("spark.app.name", "affect " + job);
    // Local mode retries a failed task only where the master says how often.
    values.putIfAbsent("spark.master", "local[*,4]");
    values.putIfAbsent("spark.task.maxFailures", "4");
    values.putIfAbsent("spark.ui.showConsoleProgress", "false");
    // An archive has bad files: the executors that they end must not end the application.
    values.putIfAbsent("spark.executor.maxNumFailures", "1000");
    // What running tasks have done comes with the heartbeats, and the progress lives on it.
    values.putIfAbsent("spark.executor.heartbeatInterval", "2s");
    values.putIfAbsent("spark.executor.extraJavaOptions", NATIVES);
    // A task computes with the cores that it has, where OpenMP would take all.
    values.putIfAbsent(
        "spark.executorEnv.OMP_NUM_THREADS", values.getOrDefault("spark.task.cpus", "1"));
    // Networks of half a gigabyte come back from each worker.
    values.putIfAbsent("spark.driver.maxResultSize", "0");
    if (values.get("spark.master").startsWith("local")) {
      values.putIfAbsent("spark.ui.enabled", "false");
    }
    GpuProperties.complete(values, jarHasCuda);

    Map<String, String> overruled = new LinkedHashMap<>();
    MANDATORY.forEach(
        (key, value) -> {
          String users = values.put(key, value);
          if (users != null && !users.equals(value)) {
            overruled.put(key, users);
          }
        });
    return new SparkProperties(values, overruled);
  }
}
