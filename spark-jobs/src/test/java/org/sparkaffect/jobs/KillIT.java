package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.jobs.Launcher.Result;

/**
 * Processes that are killed in the middle of an extract, and readers that do not wait for its end.
 * The tables equal those of a run that nobody disturbs. {@code -Dkills=20} kills more often.
 */
class KillIT {
  private static final int KILLS = Integer.getInteger("kills", 5);
  private static final long SEED = Long.getLong("seed", 42);

  @TempDir static Path folder;

  private static List<List<String>> undisturbed;
  private static long wholeRunMs;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    Path missing = folder.resolve("missing.mp4");
    String clips = Files.readString(TestData.file("manifest.csv"));
    Files.writeString(
        folder.resolve("list.csv"),
        clips.replace(",clips/", "," + TestData.file("clips") + "/")
            + "gone,%s,,,\nbad,%s,,,\n".formatted(missing, TestData.file("hostile/text.mp4")));
    Files.writeString(
        folder.resolve("small.conf"), "extract { batch-tasks = 2, task-clips = 2 }\n");
    long begin = System.nanoTime();
    assertThat(Launcher.affect(folder, extract("undisturbed")).code()).isZero();
    wholeRunMs = (System.nanoTime() - begin) / 1_000_000;
    undisturbed = TestData.tables(folder.resolve("undisturbed"));
    assertThat(undisturbed.get(0)).hasSize(44);
    assertThat(undisturbed.get(1)).hasSize(42);
    assertThat(undisturbed.get(2)).hasSize(42);
    assertThat(undisturbed.get(3)).hasSize(4);
  }

  private static String[] extract(String workspace, String... spark) {
    String job = "extract --config small.conf --manifest list.csv --workspace " + workspace + " --";
    return Stream.of(job.split(" "), spark).flatMap(Stream::of).toArray(String[]::new);
  }

  private static void assertAsUndisturbed(String workspace) {
    assertThat(TestData.tables(folder.resolve(workspace))).isEqualTo(undisturbed);
    // a run that finds nothing left to do writes no summary
    assertThat(folder.resolve(workspace).toFile().list())
        .contains("tables")
        .isSubsetOf("tables", "summaries");
  }

  @Test
  void aDriverThatIsKilledAtAnyMomentIsStartedAgain() throws Exception {
    Random random = new Random(SEED);
    List<Long> moments = new ArrayList<>();
    for (int kill = 0; kill < KILLS; kill++) {
      Process affect = Launcher.start(folder, extract("killed"));
      moments.add(random.nextLong(wholeRunMs));
      affect.waitFor(moments.get(kill), TimeUnit.MILLISECONDS);
      affect.descendants().forEach(ProcessHandle::destroyForcibly);
      int code = affect.waitFor();
      assertThat(code).as("after %s", moments).isIn(0, 2, 128 + 9);
    }

    Result last = Launcher.affect(folder, extract("killed"));

    assertThat(last.code()).isZero();
    assertAsUndisturbed("killed");
  }

  @Test
  void theDriverEndsWithItsLauncher() throws Exception {
    Process affect = Launcher.start(folder, extract("orphaned"));
    while (!Files.exists(folder.resolve("orphaned"))) {
      Thread.sleep(50);
    }
    List<ProcessHandle> driver = affect.descendants().toList();
    assertThat(driver).isNotEmpty();

    affect.destroyForcibly();

    for (ProcessHandle process : driver) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
    assertThat(Launcher.affect(folder, extract("orphaned")).code()).isZero();
    assertAsUndisturbed("orphaned");
  }

  @Test
  void anExecutorThatIsKilledCostsNoClip() throws Exception {
    try (StandaloneCluster cluster = new StandaloneCluster(folder)) {
      Process affect = Launcher.start(folder, extract("cluster", "--master", cluster.master()));
      Path inHand = folder.resolve("cluster/.staging/in-hand");
      for (int kill = 0; kill < 3; kill++) {
        while (affect.isAlive() && files(inHand) < 2) {
          Thread.sleep(20);
        }
        cluster.executors().findAny().ifPresent(ProcessHandle::destroyForcibly);
        Thread.sleep(1000);
      }

      Result result = Launcher.result(folder, affect);

      assertThat(result.err()).contains("Command exited with code 137");
      assertThat(result.code()).isZero();
    }
    assertAsUndisturbed("cluster");
  }

  @Test
  void attemptsThatRaceEachOtherChangeNothing() throws Exception {
    try (StandaloneCluster cluster = new StandaloneCluster(folder)) {
      String speculation =
          "--master %s --conf spark.speculation=true --conf spark.speculation.interval=50ms"
              + " --conf spark.speculation.multiplier=1.01 --conf spark.speculation.quantile=0.1"
              + " --conf spark.speculation.minTaskRuntime=10ms --conf spark.speculation.efficiency.enabled=false";
      String[] spark = speculation.formatted(cluster.master()).split(" ");

      Result result = Launcher.affect(folder, extract("raced", spark));

      assertThat(result.err()).containsPattern("Lost task .*: TaskKilled");
      assertThat(result.code()).isZero();
    }
    assertAsUndisturbed("raced");
  }

  /** One of a machine that cannot be asked about its processes. */
  @Test
  void aSecondCommandIsKeptOut() throws Exception {
    Path lock = folder.resolve("twice/.staging/lock");
    Files.createDirectories(lock.getParent());
    AtomicInteger beat = new AtomicInteger();
    ScheduledExecutorService first = Executors.newSingleThreadScheduledExecutor();
    try {
      first.scheduleAtFixedRate(
          () -> {
            String line = "id\tmachine\t7\tnode7\t2026-01-01T00:00:00Z\ttrain\t%d\n";
            try {
              Files.writeString(lock, line.formatted(beat.incrementAndGet()));
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          },
          0,
          1,
          TimeUnit.SECONDS);

      Result second = Launcher.affect(folder, extract("twice"));

      assertThat(second.code()).isEqualTo(ExitCode.WORKSPACE);
      assertThat(second.err())
          .contains(
              "is in use by train (process 7 on node7, since 2026-01-01T00:00:00Z); wait for its end");
    } finally {
      first.shutdownNow();
    }
    assertThat(folder.resolve("twice/tables")).doesNotExist();
  }

  private static int files(Path folder) {
    String[] files = folder.toFile().list();
    return files == null ? 0 : files.length;
  }

  @Test
  void readersSeeWholeRowsOnceAtAnyTime() throws Exception {
    Process affect = null;
    int workspace = 0;
    int most = 0;
    try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:")) {
      for (int reads = 0; reads < 1000; reads++) {
        if (affect == null || !affect.isAlive()) {
          affect = Launcher.start(folder, extract("read" + ++workspace));
          while (files(folder.resolve("read" + workspace + "/tables/faces")) == 0) {
            Thread.sleep(10);
          }
        }
        most = Math.max(most, read(duckDb, "read" + workspace));
      }
    }
    assertThat(affect.waitFor()).isZero();
    assertThat(most).isPositive();
    assertAsUndisturbed("read" + workspace);
  }

  /** Returns how many rows there are. */
  private static int read(Connection duckDb, String workspace) throws SQLException {
    String faces = folder.resolve(workspace + "/tables/faces").toString();
    try (Statement statement = duckDb.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT clip_id, len(pixels), list_min([octet_length(p) FOR p IN pixels]) FROM '%s/*.parquet'"
                    .formatted(faces))) {
      HashSet<String> clips = new HashSet<>();
      while (rows.next()) {
        assertThat(clips.add(rows.getString(1))).as("once").isTrue();
        assertThat(rows.getInt(2)).isEqualTo(16);
        assertThat(rows.getInt(3)).isPositive();
      }
      return clips.size();
    }
  }
}
