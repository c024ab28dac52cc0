package org.sparkaffect.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.jobs.settings.SettingsException;

class GpuPropertiesTest {
  private static final String EXECUTOR = "spark.executor.resource.gpu.amount=1 ";
  private static final String SCRIPT =
      "spark.executor.resource.gpu.discoveryScript=/opt/discover-gpus ";

  /** Reads words such as {@code key=value}. */
  private static Map<String, String> given(String words) {
    return Stream.of(words.trim().split(" +"))
        .map(word -> word.split("=", 2))
        .collect(Collectors.toMap(word -> word[0], word -> word[1]));
  }

  private static Map<String, String> complete(String words) {
    return SparkProperties.of("train", given(words), true).values();
  }

  @ParameterizedTest
  @CsvSource({
    "spark.master=spark://host:7077",
    "spark.master=spark://host:7077 spark.task.resource.gpu.amount=1",
    "spark.master=yarn " + SCRIPT,
    "spark.master=k8s://https://host " + SCRIPT,
    "'spark.master=local-cluster[2,1,1024]'",
  })
  void executorsWithGpusGetWhatTheyNeed(String words) {
    assertThat(complete(EXECUTOR + words))
        .containsEntry("spark.task.resource.gpu.amount", "1")
        .containsEntry("spark.executor.resource.gpu.vendor", "nvidia.com")
        .containsEntry("spark.executorEnv.CUDA_DEVICE_ORDER", "PCI_BUS_ID")
        .containsEntry("spark.plugins", "org.sparkaffect.jobs.cluster.GpuPlugin");
  }

  @Test
  void theUsersPluginsStay() {
    assertThat(complete(EXECUTOR + "spark.master=spark://host:7077 spark.plugins=a.B,c.D"))
        .containsEntry("spark.plugins", "a.B,c.D,org.sparkaffect.jobs.cluster.GpuPlugin");
  }

  @ParameterizedTest
  @CsvSource({
    "spark.master=yarn",
    "spark.master=yarn spark.executor.resource.gpu.amount=0",
    "'spark.master=local[*,4]'",
  })
  void withoutGpusNothingChanges(String words) {
    Map<String, String> values = new TreeMap<>(given(words));
    GpuProperties.complete(values, false);
    GpuProperties.complete(values, true);

    assertThat(values).isEqualTo(given(words));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spark.master=yarn                 | true  | set spark.executor.resource.gpu.discoveryScript to the path of discover-gpus",
        "spark.master=k8s://https://host   | true  | set spark.executor.resource.gpu.discoveryScript to the path of discover-gpus",
        "spark.master=local                | true  | with the master local, take the property away",
        "spark.master=local[*,4]           | true  | with the master local[*,4], take the property away",
        "spark.master=spark://host:7077    | false | asks for GPUs, but this jar computes on CPUs only; build it with mvn -Pcuda",
        "spark.master=spark://host:7077 spark.task.resource.gpu.amount=2   | true | spark.task.resource.gpu.amount is 2, but it is one task a GPU: set it to 1",
        "spark.master=spark://host:7077 spark.task.resource.gpu.amount=0.5 | true | spark.task.resource.gpu.amount is 0.5, but it is one task a GPU: set it to 1",
      })
  void refusesInOneSentence(String words, boolean jarHasCuda, String sentence) {
    assertThatThrownBy(() -> SparkProperties.of("train", given(EXECUTOR + words), jarHasCuda))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(sentence);
  }

  @ParameterizedTest
  @CsvSource({
    "yarn, 0, true, true",
    "yarn, 1, true, false",
    "yarn, 0, false, false",
    "'local[*,4]', 0, true, false",
    "'local-cluster[2,1,1024]', 0, true, true",
  })
  void warnsWhereSparkAssignsNoGpus(
      String master, String amount, boolean jarHasCuda, boolean warns) {
    Map<String, String> values =
        Map.of("spark.master", master, "spark.executor.resource.gpu.amount", amount);

    assertThat(GpuProperties.warning(values, jarHasCuda).isPresent()).isEqualTo(warns);
  }
}
