package org.sparkaffect.jobs.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sparkaffect.jobs.settings.SettingsException;

class DriverHeapTest {
  private static final long GB = 1L << 30;

  @Test
  void refusesANetworkThatWouldEndInATrace() {
    assertThatThrownBy(() -> DriverHeap.require("vgg-lstm", 119_643_335, 2 * GB))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "vgg-lstm: averaging its 119 million weights takes about 3.6 GB of the driver's heap,"
                + " which has 2.0; give it more, as in -- --driver-memory 5g");
    assertThatCode(() -> DriverHeap.require("vgg-lstm", 119_643_335, 4 * GB))
        .doesNotThrowAnyException();
  }

  @Test
  void letsHeadsBe() {
    assertThatCode(() -> DriverHeap.require("resnet-lstm", 5_607_488, 2 * GB))
        .doesNotThrowAnyException();
  }
}
