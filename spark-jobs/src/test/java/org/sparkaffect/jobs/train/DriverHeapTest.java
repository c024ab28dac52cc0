package org.sparkaffect.jobs.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.jobs.settings.SettingsException;

class DriverHeapTest {
  private static final long GB = 1L << 30;

  @Test
  void refusesANetworkThatWouldEndInATrace() {
    assertThatThrownBy(() -> DriverHeap.require("vgg-lstm", 119_643_335, 0, 2 * GB))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "vgg-lstm: averaging its 119 million weights takes about 3.6 GB of the driver's heap,"
                + " which has 2.0; give it more, as in -- --driver-memory 5g");
    assertThatThrownBy(() -> DriverHeap.require("c3d", 78_024_455, 2, 6 * GB))
        .hasMessageContaining(" about 6.4 GB ")
        .hasMessageEndingWith(" --driver-memory 8g, or set train.workers = 1");
  }

  /** The first was seen on a machine, two workers in one process. */
  @ParameterizedTest
  @CsvSource({"78024455, 2, 7", "119643335, 0, 4", "119643335, 1, 6", "5607488, 2, 1"})
  void takesWhatFits(long parameters, int workersHere, int heap) {
    assertThatCode(() -> DriverHeap.require("a", parameters, workersHere, heap * GB))
        .doesNotThrowAnyException();
  }
}
