package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.jobs.Launcher.Result;

/** Trains by the real command line: on this machine, on a cluster, and killed on the way. */
class TrainIT {
  private static final String LOG =
      "SELECT * EXCLUDE (seconds) FROM '%s/tables/training_log/*.parquet' ORDER BY iteration";
  private static final Pattern HOST = Pattern.compile("\"Host\":\"([^\"]+)\"");

  @TempDir static Path folder;

  private static byte[] undisturbed;

  /** What all start from: faces, and their features. */
  @BeforeAll
  static void trainUndisturbed() throws Exception {
    Files.writeString(
        folder.resolve("list.csv"),
        Files.readString(TestData.file("manifest.csv"))
            .replace(",clips/", "," + TestData.file("clips") + "/"));
    Files.writeString(
        folder.resolve("quick.conf"),
        "train { workers = 2, checkpoint = 1 ms, head { iterations = 40, rate-every = 25 } }\n");
    String[] extract = "extract --manifest list.csv --stages faces --workspace w".split(" ");
    assertThat(Launcher.affect(folder, extract).code()).isZero();

    Result result = Launcher.affect(folder, train("w"));

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("21 clips, validation with 14; backbone face-recognition, frozen")
        .contains("train resnet-lstm: 40 iterations in ")
        .doesNotContain("\tat ");
    undisturbed = weights("w");
  }

  private static String[] train(String workspace, String... spark) {
    String job = "train --config quick.conf --workspace " + workspace + " --";
    return Stream.of(job.split(" "), spark).flatMap(Stream::of).toArray(String[]::new);
  }

  /** A workspace with the tables of another, but for the log, and without its models. */
  private static Path copy(String workspace) throws IOException {
    Path copy = folder.resolve(workspace);
    for (String table : List.of("faces", "features")) {
      Path to = Files.createDirectories(copy.resolve("tables").resolve(table));
      try (Stream<Path> parts = Files.list(folder.resolve("w/tables").resolve(table))) {
        for (Path part : parts.toList()) {
          Files.copy(part, to.resolve(part.getFileName()));
        }
      }
    }
    return copy;
  }

  private static byte[] weights(String workspace) throws IOException {
    Path model = folder.resolve(workspace).resolve("models/resnet-lstm/last.zip");
    try (var zip = FileSystems.newFileSystem(model)) {
      return Files.readAllBytes(zip.getPath("coefficients.bin"));
    }
  }

  @Test
  void theLogTellsHowItWent() {
    assertThat(
            DuckDb.query(
                "SELECT count(*), max(iteration), count(val_loss) > 3, min(train_loss) < 1.5, max(learning_rate), min(learning_rate) FROM '%s/w/tables/training_log/*.parquet'"
                    .formatted(folder)))
        .singleElement()
        .satisfies(row -> assertThat(row).startsWith("8|40|true|true|0.01|0.001"));
    assertThat(
            Double.parseDouble(
                DuckDb.query(
                        "SELECT max(val_accuracy) FROM '%s/w/tables/training_log/*.parquet'"
                            .formatted(folder))
                    .get(0)))
        .as("chance is a seventh")
        .isGreaterThan(0.35);
  }

  /** Of two workers the mean does not depend on which of them is done first. */
  @Test
  void aClusterTrainsTheSameModelOnBothOfItsWorkers() throws Exception {
    copy("cluster");
    Path events = Files.createDirectory(folder.resolve("events"));
    try (StandaloneCluster cluster = new StandaloneCluster(folder)) {
      Result result =
          Launcher.affect(
              folder,
              train(
                  "cluster",
                  "--master",
                  cluster.master(),
                  "--conf",
                  "spark.eventLog.enabled=true",
                  "--conf",
                  "spark.eventLog.dir=" + events));
      assertThat(result.code()).as(result.err()).isZero();
    }

    assertThat(hostsOfTasks(events)).containsExactly("127.0.0.1", "127.0.0.2");
    assertThat(weights("cluster")).isEqualTo(undisturbed);
    assertThat(DuckDb.query(LOG.formatted(folder.resolve("cluster"))))
        .isEqualTo(DuckDb.query(LOG.formatted(folder.resolve("w"))));
  }

  private static Set<String> hostsOfTasks(Path events) throws IOException {
    Set<String> hosts = new TreeSet<>();
    try (Stream<Path> logs = Files.list(events)) {
      for (Path log : logs.toList()) {
        Files.readAllLines(log).stream()
            .filter(line -> line.contains("\"Event\":\"SparkListenerTaskEnd\""))
            .filter(line -> line.contains("Success"))
            .flatMap(line -> HOST.matcher(line).results().map(MatchResult::group))
            .map(host -> host.replaceAll(".*:\"|\"", ""))
            .forEach(hosts::add);
      }
    }
    return hosts;
  }

  @Test
  void aTrainingThatIsKilledGoesOn() throws Exception {
    Path killed = copy("killed");
    Path checkpoint = killed.resolve("models/resnet-lstm/checkpoint.zip");
    Process affect = Launcher.start(folder, train("killed"));
    while (affect.isAlive() && !Files.exists(checkpoint)) {
      Thread.sleep(20);
    }
    affect.waitFor(1, TimeUnit.SECONDS);
    affect.descendants().forEach(ProcessHandle::destroyForcibly);
    assertThat(affect.waitFor()).isEqualTo(128 + 9);

    Result result = Launcher.affect(folder, train("killed"));

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("train resnet-lstm: goes on from iteration ");
    assertThat(weights("killed")).isEqualTo(undisturbed);
    assertThat(DuckDb.query(LOG.formatted(killed)))
        .isEqualTo(DuckDb.query(LOG.formatted(folder.resolve("w"))));
    assertThat(killed.resolve("models/resnet-lstm").toFile().list())
        .containsExactlyInAnyOrder("best.zip", "last.zip");
    assertThat(killed.toFile().list()).containsExactlyInAnyOrder("tables", "models", "summaries");

    Result again = Launcher.affect(folder, train("killed"));

    assertThat(again.err()).contains("is trained already");
    assertThat(again.code()).isZero();
  }
}
