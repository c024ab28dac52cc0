package org.sparkaffect.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkPropertiesTest {
  @ParameterizedTest
  @CsvSource({
    // property, what the user gave, what holds
    "spark.app.name, , affect extract",
    "spark.app.name, org.sparkaffect.jobs.Main, affect extract",
    "spark.app.name, nightly, nightly",
    "spark.master, , 'local[*,4]'",
    "spark.master, yarn, yarn",
    "spark.task.maxFailures, , 4",
    "spark.task.maxFailures, 8, 8",
    "spark.executor.maxNumFailures, , 1000",
    "spark.executor.maxNumFailures, 3, 3",
    "spark.ui.showConsoleProgress, , false",
    "spark.ui.showConsoleProgress, true, true",
    "spark.ui.enabled, , false",
    "spark.ui.enabled, true, true",
    "spark.sql.session.timeZone, , UTC",
    "spark.sql.session.timeZone, Europe/Paris, UTC",
    "spark.executor.cores, 3, 3",
  })
  void theUserGoesAboveADefaultAndBelowTheMandatory(String key, String given, String holds) {
    SparkProperties properties =
        SparkProperties.of("extract", given == null ? Map.of() : Map.of(key, given), false);

    assertThat(properties.values()).containsEntry(key, holds);
  }

  @Test
  void aClusterDecidesOnItsOwnUi() {
    assertThat(SparkProperties.of("extract", Map.of("spark.master", "yarn"), false).values())
        .doesNotContainKey("spark.ui.enabled");
  }

  /** A user who gives options of their own has to repeat these. */
  @Test
  void executorsConvolveWithOneDnn() {
    assertThat(
            SparkProperties.of("train", Map.of(), false)
                .values()
                .get("spark.executor.extraJavaOptions"))
        .contains("-Dorg.eclipse.deeplearning4j.helpers.disable=false");
  }

  @Test
  void tellsWhatTheUserGaveInVain() {
    assertThat(overruledBy("Europe/Paris"))
        .containsExactly(Map.entry("spark.sql.session.timeZone", "Europe/Paris"));
    assertThat(overruledBy("UTC")).isEmpty();
  }

  private static Map<String, String> overruledBy(String zone) {
    return SparkProperties.of("extract", Map.of("spark.sql.session.timeZone", zone), false)
        .overruled();
  }
}
