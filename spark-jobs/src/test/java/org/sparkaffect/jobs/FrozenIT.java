package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.jobs.Launcher.Result;

/** A node that stands still, as one does whose disk or network hangs: an executor is stopped. */
class FrozenIT {
  @TempDir Path folder;

  @Test
  void whatAFrozenExecutorHasInHandIsDoneElsewhere() throws Exception {
    Files.writeString(
        folder.resolve("list.csv"),
        Files.readString(TestData.file("manifest.csv"))
                .replace(",clips/", "," + TestData.file("clips") + "/")
            + "bad,%s,,,\n".formatted(TestData.file("hostile/text.mp4")));
    String extract = "extract --manifest list.csv --workspace ";
    assertThat(Launcher.affect(folder, (extract + "undisturbed").split(" ")).code()).isZero();

    try (StandaloneCluster cluster = new StandaloneCluster(folder)) {
      String[] command =
          (extract
                  + "frozen -- --master %s --conf spark.speculation=true --conf spark.speculation.quantile=0.5"
                  + " --conf spark.network.timeout=20s --conf spark.network.timeoutInterval=5s")
              .formatted(cluster.master())
              .split(" ");
      Process affect = Launcher.start(folder, command);
      Path inHand = folder.resolve("frozen/.staging/in-hand");
      while (affect.isAlive() && (!Files.exists(inHand) || inHand.toFile().list().length < 2)) {
        Thread.sleep(20);
      }
      assertThat(affect.isAlive()).as(Files.readString(folder.resolve("err"))).isTrue();
      ProcessHandle executor = cluster.executors().findAny().orElseThrow();
      new ProcessBuilder("kill", "-STOP", Long.toString(executor.pid())).start().waitFor();
      try {
        Result result = Launcher.result(folder, affect);

        assertThat(result.code()).as(result.err()).isZero();
        // where it had a clip in hand that speculation did not get, that one is tried alone
        assertThat(result.err()).contains("INFO extract: 43 clips in ");
      } finally {
        executor.destroyForcibly();
      }
    }
    assertThat(TestData.tables(folder.resolve("frozen")))
        .isEqualTo(TestData.tables(folder.resolve("undisturbed")));
  }
}
