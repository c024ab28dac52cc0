package org.sparkaffect.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.jobs.cluster.ExecutorDeaths.Death;

class ExecutorDeathsTest {
  private static final String YARN =
      "Container from a bad node: container_1700000000000_0001_01_000002 on host: %s."
          + " Exit status: %s. Diagnostics: [2024-03-31 00:30:00.123]Exception from container-launch."
          + "%nContainer id: container_1700000000000_0001_01_000002%nExit code: %s%n";

  @ParameterizedTest
  @CsvSource({
    // standalone
    "Command exited with code 132, true, true",
    "Command exited with code 134, true, true",
    "Command exited with code 135, true, true",
    "Command exited with code 136, true, true",
    "Command exited with code 139, true, true",
    "Command exited with code 137, true, false",
    "Command exited with code 143, true, false",
    "Command exited with code 52, true, false",
    "Command exited with code 1, true, false",
    "worker lost, false, false",
    "Worker shutting down, false, false",
    // Kubernetes
    "'The executor with id 1 exited with exit code 137(SIGKILL, possible container OOM).', true, false",
    "The executor with id 1 exited with exit code 134(SIGABRT)., true, true",
    "The executor with id 12 was deleted by a user or the framework., false, false",
    // Spark itself, which knows no code: a crash, as far as is known
    "Executor heartbeat timed out after 125000 ms, true, true",
    "'Remote RPC client disassociated. Likely due to containers exceeding thresholds, or network issues. Check driver logs for WARN messages.', true, true",
    "cause unknown, true, true",
    "cause unknown, false, false",
  })
  void tellsCrashesFromKills(String cause, boolean causedByApp, boolean crash) {
    assertThat(Death.of(cause, causedByApp)).isEqualTo(new Death(cause, crash));
  }

  @ParameterizedTest
  @CsvSource({
    "h, 134, true, true",
    "h, 139, true, true",
    "code42, 134, true, true",
    "vscode7.example, 139, true, true",
    "h, 137, true, false",
    "code134, 143, true, false",
    "h, -100, false, false",
  })
  void readsTheExitStatusThatYarnGives(
      String host, int status, boolean causedByApp, boolean crash) {
    String cause = YARN.formatted(host, status, status);

    assertThat(Death.of(cause, causedByApp).crash()).isEqualTo(crash);
  }
}
