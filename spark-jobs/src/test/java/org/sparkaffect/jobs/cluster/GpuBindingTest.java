package org.sparkaffect.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.spark.resource.ResourceInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.jobs.settings.SettingsException;

class GpuBindingTest {
  private static final ComputeCapability T4 = new ComputeCapability(7, 5);
  private static final ComputeCapability HOPPER = new ComputeCapability(9, 0);

  private final FakeDevices devices = new FakeDevices(T4, T4, HOPPER);

  private static Map<String, ResourceInformation> gpus(String... addresses) {
    return Map.of("gpu", new ResourceInformation("gpu", addresses));
  }

  @Test
  void aThreadIsBoundAnewForEachOfItsTasks() {
    GpuBinding binding = new GpuBinding(devices);

    binding.bind(gpus("1"));
    assertThat(devices.current()).isEqualTo(1);
    binding.bind(gpus("0"));
    assertThat(devices.current()).isZero();
  }

  @Test
  void threadsOfOneProcessAreBoundToDifferentGpus() {
    Executor thread = task -> new Thread(task).start();
    GpuBinding binding = new GpuBinding(devices);
    binding.bind(gpus("0"));

    int other =
        CompletableFuture.supplyAsync(
                () -> {
                  binding.bind(gpus("1"));
                  return devices.current();
                },
                thread)
            .join();

    assertThat(other).isEqualTo(1);
    assertThat(devices.current()).isZero();
  }

  @Test
  void withoutAGpuNothingIsAsked() {
    new GpuBinding(null).bind(Map.of());
    new GpuBinding(null).bind(Map.of("fpga", new ResourceInformation("fpga", new String[] {"0"})));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0,1                  | Spark assigned 2 GPUs to one task; one task a GPU: set spark.task.resource.gpu.amount=1",
        "2                    | GPU 2 has compute capability 9.0, for which ND4J 1.0.0-M2.1 has no code",
        "3                    | Spark assigned GPU 3, but CUDA has 3 here, numbered from 0",
        "99999999999          | Spark assigned GPU 99999999999, but CUDA has 3 here",
        "GPU-8c1f             | Spark assigned GPU GPU-8c1f, but CUDA has 3 here",
        "-1                   | Spark assigned GPU -1, but CUDA has 3 here",
      })
  void refusesWhatCannotBeBound(String addresses, String sentence) {
    assertThatThrownBy(() -> new GpuBinding(devices).bind(gpus(addresses.split(","))))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void refusesToComputeOnTheCpuInstead() {
    assumeFalse(new Nd4jDevices().present());
    assertThatThrownBy(() -> new GpuBinding(new Nd4jDevices()).bind(gpus("0")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("Spark assigned GPU 0 to a task, but ND4J computes on the CPU there")
        .hasMessageContaining("mvn -Pcuda");
  }

  @Test
  void refusesADeviceThatNd4jDoesNotTake() {
    FakeDevices stubborn =
        new FakeDevices(T4, T4) {
          @Override
          public void use(int device) {}
        };

    assertThatThrownBy(() -> new GpuBinding(stubborn).bind(gpus("1")))
        .hasMessage("GPU 1 was assigned to a task, but ND4J stays on GPU 0");
  }
}
