package org.sparkaffect.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparkaffect.jobs.LocalSpark;
import org.sparkaffect.jobs.settings.SettingsException;

class SessionsTest {
  @BeforeEach
  void stopTheSharedSpark() {
    LocalSpark.stop();
  }

  @AfterEach
  void forgetTheMaster() {
    System.clearProperty("spark.master");
  }

  @Test
  void startsSparkWithWhatSparkSubmitGave() {
    System.setProperty("spark.master", "local[1]");

    try (SparkSession spark = Sessions.open("extract")) {
      assertThat(spark.sparkContext().master()).isEqualTo("local[1]");
      assertThat(spark.sparkContext().appName()).isEqualTo("affect extract");
      assertThat(spark.conf().get("spark.sql.session.timeZone")).isEqualTo("UTC");
    }
  }

  @Test
  void aMasterThatIsNoneIsTheUsersMistake() {
    System.setProperty("spark.master", "local[few]");

    assertThatThrownBy(() -> Sessions.open("extract"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("Spark does not start: ")
        .hasMessageContaining("local[few]");
  }
}
