package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.jobs.Launcher.Result;

/**
 * The real command line with HDFS as source and sink, by itself and on YARN, and processes killed
 * there. The tables equal those of one machine and its disk.
 */
class HadoopIT {
  private static final List<String> LABELS = List.of("angry", "happy", "sad");

  @TempDir static Path folder;

  private static HadoopCluster cluster;

  /** On the local disk; the clips of three emotions, and two files that cannot be used. */
  @BeforeAll
  static void runUndisturbed() throws Exception {
    String clips =
        Files.readString(TestData.file("manifest.csv"))
            .lines()
            .filter(line -> line.startsWith("clip_id") || LABELS.stream().anyMatch(line::contains))
            .map(line -> line.replace(",clips/", "," + TestData.file("clips") + "/"))
            .collect(Collectors.joining("\n"));
    Files.writeString(
        folder.resolve("list.csv"),
        clips
            + "\ngone,%s/missing.mp4,,,\nbad,%s,,,\n"
                .formatted(folder, TestData.file("hostile/text.mp4")));
    Files.writeString(
        folder.resolve("small.conf"),
        """
        extract { batch-tasks = 2, task-clips = 2 }
        train { workers = 2, head { iterations = 20, rate-every = 10 } }
        """);
    assertThat(Launcher.affect(folder, extract("list.csv", "w")).code()).isZero();
    Result trained = Launcher.affect(folder, train("w"));
    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(TestData.tables(folder.resolve("w")).get(0)).hasSize(20);

    cluster = new HadoopCluster(folder);
    copyToHdfs();
  }

  private static void copyToHdfs() throws IOException {
    String list = Files.readString(folder.resolve("list.csv"));
    for (Path parent : List.of(TestData.file("clips"), TestData.file("hostile"), folder)) {
      list = list.replace("," + parent + "/", ",");
    }
    Files.writeString(folder.resolve("relative.csv"), list);
    try (Stream<Path> files = Files.list(TestData.file("clips"))) {
      for (Path file :
          Stream.concat(files, Stream.of(TestData.file("hostile/text.mp4"))).toList()) {
        put(file, file.getFileName().toString());
      }
    }
    put(folder.resolve("relative.csv"), "list.csv");
  }

  private static void put(Path file, String name) throws IOException {
    cluster
        .files()
        .copyFromLocalFile(
            new org.apache.hadoop.fs.Path(file.toUri()),
            new org.apache.hadoop.fs.Path(cluster.uri("archive/" + name)));
  }

  @AfterAll
  static void stop() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private static String[] words(String job, String spark) {
    return (job + " -- " + spark).strip().split(" ");
  }

  private static String[] extract(String manifest, String workspace, String... spark) {
    return words(
        "extract --config small.conf --manifest %s --workspace %s".formatted(manifest, workspace),
        String.join(" ", spark));
  }

  private static String[] train(String workspace, String... spark) {
    return words("train --config small.conf --workspace " + workspace, String.join(" ", spark));
  }

  /** As a user of the cluster. */
  private static Process submit(String... command) throws IOException {
    String[] affect =
        Stream.concat(Stream.of(Launcher.SCRIPT.toString()), Stream.of(command))
            .toArray(String[]::new);
    return Launcher.start(folder, cluster.environment(), affect);
  }

  private static Result run(String... command) throws Exception {
    return Launcher.result(folder, submit(command));
  }

  private static Path fetch(String workspace) throws IOException {
    Path local = Files.createTempDirectory(folder, "fetched").resolve(workspace);
    cluster
        .files()
        .copyToLocalFile(
            false,
            new org.apache.hadoop.fs.Path(cluster.uri(workspace)),
            new org.apache.hadoop.fs.Path(local.toUri()),
            true);
    return local;
  }

  private static void assertAsOnOneDisk(String workspace) throws IOException {
    assertThat(TestData.tables(fetch(workspace))).isEqualTo(TestData.tables(folder.resolve("w")));
  }

  private static void awaitParts(String workspace, Process affect) throws Exception {
    var clips = new org.apache.hadoop.fs.Path(cluster.uri(workspace + "/tables/clips/*"));
    while (affect.isAlive() && cluster.files().globStatus(clips).length == 0) {
      Thread.sleep(20);
    }
    assertThat(affect.isAlive()).as(Files.readString(folder.resolve("err"))).isTrue();
  }

  @Test
  void aDriverThatIsKilledGoesOnWhereHdfsSaysItWas() throws Exception {
    String[] command = extract(cluster.uri("archive/list.csv"), cluster.uri("hdfs"));
    Process affect = submit(command);
    awaitParts("hdfs", affect);
    affect.descendants().forEach(ProcessHandle::destroyForcibly);
    assertThat(affect.waitFor()).isEqualTo(128 + 9);

    Result last = run(command);

    assertThat(last.code()).as(last.err()).isZero();
    assertThat(last.err())
        .containsPattern("\\d+ of 20 clips are to be done")
        .contains("INFO extract: with runs before, 20 clips, faces rejected 2 (");
    assertAsOnOneDisk("hdfs");
  }

  @Test
  void yarnExtractsThoughAnExecutorIsKilled() throws Exception {
    Process affect =
        submit(extract(cluster.uri("archive/list.csv"), cluster.uri("yarn"), cluster.onYarn()));
    awaitParts("yarn", affect);
    cluster.executors().findAny().orElseThrow().destroyForcibly();

    Result extracted = Launcher.result(folder, affect);

    assertThat(extracted.code()).as(extracted.err()).isZero();
    assertThat(extracted.err()).contains("Exit status: 137", "INFO extract: 20 clips in ");
    assertAsOnOneDisk("yarn");
  }

  @Test
  void yarnTrainsAsOneMachineDoes() throws Exception {
    for (String table : List.of("faces", "features")) {
      cluster
          .files()
          .copyFromLocalFile(
              new org.apache.hadoop.fs.Path(folder.resolve("w/tables/" + table).toUri()),
              new org.apache.hadoop.fs.Path(cluster.uri("trained/tables/" + table)));
    }

    Result trained = run(train(cluster.uri("trained"), cluster.onYarn()));

    assertThat(trained.code()).as(trained.err()).isZero();
    assertThat(trained.err()).contains("train resnet-lstm: 20 iterations in ");
    Path fetched = fetch("trained");
    assertThat(fetched.resolve("models/resnet-lstm").toFile().list())
        .containsExactlyInAnyOrder("best.zip", "last.zip");
    assertThat(losses(fetched)).hasSize(4).isEqualTo(losses(folder.resolve("w")));
  }

  private static List<String> losses(Path workspace) {
    return DuckDb.query(
        "SELECT train_loss FROM '%s/tables/training_log/*.parquet' WHERE network = 'resnet-lstm' ORDER BY iteration"
            .formatted(workspace));
  }
}
