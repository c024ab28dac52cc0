package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.jobs.Launcher.Result;

/** The real command, on one machine and on a cluster. */
class DoctorIT {
  /** What is looked at in every process. */
  private static final List<String> OF_PROCESS =
      List.of("java", "memory", "threads", "natives", "natives' folder", "convolution", "GPU");

  @TempDir Path folder;

  private static List<String> expected(String level, String where, String... more) {
    return Stream.concat(OF_PROCESS.stream(), Stream.of(more))
        .map(check -> "%-7s  %s, %s: ".formatted(level, where, check))
        .toList();
  }

  private static void assertLines(List<String> lines, List<String> beginnings) {
    assertThat(lines).hasSameSizeAs(beginnings);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).startsWith(beginnings.get(i));
    }
  }

  @Test
  void findsThisMachineWellAndSaysSoALineACheck() throws Exception {
    Result result = Launcher.affect(folder, "doctor", "--workspace", "w");

    List<String> lines = result.out().lines().toList();
    assertThat(lines.get(0))
        .startsWith("warning  settings, extract: manifest has no value; give it in ");
    assertThat(lines.get(1)).isEqualTo("ok       settings, train: valid");
    assertLines(
        lines.subList(lines.size() - 8, lines.size()), expected("ok", "driver", "workspace"));
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(folder.resolve("w")).doesNotExist();
  }

  @Test
  void findsWhatIsWrongAndEndsWithCode2() throws Exception {
    Files.writeString(
        folder.resolve("my.conf"),
        "manifest = none.csv\nc3d.weights = my.conf\ntrain { momentum = 1, network = [c3d] }\n");

    Result result =
        Launcher.affect(
            folder,
            "doctor --config my.conf --workspace w -- --driver-memory 900g --conf spark.driver.extraJavaOptions=-Xshare:auto"
                .split(" "));

    assertThat(result.out().lines().filter(line -> !line.startsWith("ok ")))
        .satisfiesExactly(
            settings -> assertThat(settings).contains("settings, train: my.conf: 3: train.moment"),
            memory -> assertThat(memory).startsWith("problem  driver, memory: heap 900.0 GB, "),
            oneDnn -> assertThat(oneDnn).startsWith("warning  driver, convolution: not by oneDNN"),
            manifest -> assertThat(manifest).contains("none.csv cannot be read here (there is no"),
            weights -> assertThat(weights).contains("my.conf is no file that affect import-weigh"));
    assertThat(result.err())
        .contains("affect doctor: 4 of the lines above are problems, which say what to change")
        .doesNotContain("\tat ");
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void visitsEveryExecutorOfACluster() throws Exception {
    Path manifest = Files.writeString(folder.resolve("list.csv"), "uri\na.mp4\n");
    try (StandaloneCluster cluster = new StandaloneCluster(folder)) {
      Result result =
          Launcher.affect(
              folder,
              "doctor --workspace w --manifest %s -- --master %s --conf spark.executor.memory=512m"
                  .formatted(manifest, cluster.master())
                  .split(" "));

      List<String> lines = result.out().lines().toList();
      for (int executor = 0; executor < 2; executor++) {
        String where = "executor " + executor + " on ";
        List<String> here = lines.stream().filter(line -> line.contains(where)).toList();
        assertThat(here)
            .hasSize(OF_PROCESS.size() + 2)
            .allMatch(line -> line.startsWith("ok  "))
            .anyMatch(line -> line.endsWith("list.csv can be read"))
            .anyMatch(line -> line.endsWith("/w is the driver's, and can be written"));
      }
      assertThat(lines)
          .anyMatch(line -> line.startsWith("ok       executors, container: spark://"));
      assertThat(result.code()).isZero();
    }
    assertThat(folder.resolve("w")).doesNotExist();
  }
}
