package org.sparkaffect.jobs.cluster;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkaffect.jobs.settings.SettingsException;
import scala.Tuple2;

/** Starts Spark, under spark-submit or, as {@code local[*,4]}, without it. */
public final class Sessions {
  private static final Logger log = LoggerFactory.getLogger(Sessions.class);

  private Sessions() {}

  /**
   * Starts Spark for a job; the caller closes it.
   *
   * @throws SettingsException where Spark does not start, or not as asked, with its properties as
   *     given
   */
  public static SparkSession open(String job) {
    Map<String, String> given =
        Stream.of(new SparkConf().getAll()).collect(Collectors.toMap(Tuple2::_1, Tuple2::_2));
    boolean jarHasCuda = GpuProperties.jarHasCuda();
    SparkProperties properties = SparkProperties.of(job, given, jarHasCuda);
    properties
        .overruled()
        .forEach(
            (key, value) ->
                log.warn(
                    "{}={} is ignored: affect needs {}", key, value, properties.values().get(key)));
    GpuProperties.warning(properties.values(), jarHasCuda).ifPresent(log::warn);
    SparkConf conf = new SparkConf(false);
    properties.values().forEach(conf::set);
    try {
      return SparkSession.builder().config(conf).getOrCreate();
    } catch (Exception e) { // Scala declares none of the checked ones that come
      throw new SettingsException("Spark does not start: " + reason(e), e);
    }
  }

  /** What was tried, and what came of it where that is told by a cause of its own. */
  private static String reason(Throwable thrown) {
    Throwable first = thrown;
    while (first.getCause() != null) {
      first = first.getCause();
    }
    return first == thrown ? thrown.getMessage() : thrown.getMessage() + " (" + first + ")";
  }
}
