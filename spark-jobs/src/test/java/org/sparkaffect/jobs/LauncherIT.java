package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.jobs.Launcher.Result;

/** The real script, the packaged jar and the embedded Spark. */
class LauncherIT {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "extarct                | affect: unknown job 'extarct'; the nearest is",
        "run --confg x          | affect run: unknown option '--confg'; the nearest is '--config'. See affect run --help.",
        "run --config my.conf   | affect run: my.conf: 2: unknown setting 'sede'; the nearest is 'seed'",
        "run -- --mastr local   | affect: spark-submit does not take the options after --",
      })
  void refusesWrongUsageInOneSentence(String args, String sentence) throws Exception {
    Files.writeString(folder.resolve("my.conf"), "workspace = w\nsede = 1\n");

    Result result = Launcher.affect(folder, args.split(" "));

    assertThat(result.err()).contains(sentence).doesNotContain("\tat ");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void runsThroughASymbolicLink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("affect"), Launcher.SCRIPT);

    Result result = Launcher.run(folder, Map.of(), link.toString(), "--version");

    assertThat(result.out()).matches("spark-affect \\d+\\.\\d+\\.\\d+.*\\s+");
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
  }

  @Test
  void namingNoJobPrintsTheHelp() throws Exception {
    Result result = Launcher.affect(folder);

    assertThat(result.err()).startsWith("Usage: affect JOB [options] [-- spark options]");
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void submitsToTheSparkOfSparkHome() throws Exception {
    submit("printf '<%s>' \"$@\"", "exit 7");

    Result result =
        Launcher.run(
            folder,
            Map.of("SPARK_HOME", folder.toString()),
            Launcher.SCRIPT.toString(),
            "run",
            "--config",
            "a b",
            "",
            "--",
            "--name",
            "c  d",
            "--",
            "e");

    String jar = Path.of("target/spark-affect.jar").toAbsolutePath().toString();
    assertThat(result.out())
        .isEqualTo(
            "<--name><c  d><--><e><--class><org.sparkaffect.jobs.Main><%s><run><--config><a b><>"
                .formatted(jar));
    assertThat(result.code()).isEqualTo(7);
  }

  @Test
  void submitGivesThePropertiesOfAClusterBelowTheUsers() throws Exception {
    submit("printf '%s\\n' \"$@\"");

    Result result =
        Launcher.run(
            folder,
            Map.of("SPARK_HOME", folder.toString()),
            Launcher.SCRIPT.resolveSibling("submit").toString(),
            "gpu-yarn",
            "train",
            "--limit",
            "1",
            "--",
            "--conf",
            "spark.executor.cores=8");

    assertThat(result.out().lines())
        .containsSubsequence(
            "spark.executor.cores=4",
            "spark.executor.memoryOverhead=5632m",
            "spark.executor.cores=1",
            "spark.files=" + Launcher.SCRIPT.resolveSibling("discover-gpus"),
            "spark.executor.memoryOverhead=6g",
            "spark.executor.cores=8",
            "train",
            "--limit",
            "1");
    assertThat(result.out().lines()).allMatch(line -> !line.startsWith("#") && !line.contains("@"));
  }

  @ParameterizedTest
  @CsvSource({"mesos, 'mesos' is none of standalone", "yarn, set SPARK_HOME to the Spark of the"})
  void submitRefusesWhatItDoesNotKnow(String cluster, String sentence) throws Exception {
    Result result =
        Launcher.run(
            folder,
            Map.of(),
            Launcher.SCRIPT.resolveSibling("submit").toString(),
            cluster,
            "extract");

    assertThat(result.err()).contains(sentence);
    assertThat(result.code()).isEqualTo(2);
  }

  @Test
  void theJarHasNoFaultsOfTheTests() throws Exception {
    try (JarFile jar = new JarFile("target/spark-affect.jar")) {
      assertThat(
              jar.stream()
                  .map(JarEntry::getName)
                  .filter(name -> name.startsWith("org/sparkaffect/")))
          .contains("org/sparkaffect/jobs/Main.class")
          .noneMatch(name -> name.contains("Fake") || name.contains("Test"));
      assertThat(jar.getEntry("META-INF/services/org.apache.hadoop.fs.FileSystem")).isNull();
    }
  }

  /** Puts a script in the place of spark-submit. */
  private void submit(String... lines) throws IOException {
    Path submit = Files.createDirectories(folder.resolve("bin")).resolve("spark-submit");
    Files.writeString(submit, "#!/bin/bash\n" + String.join("\n", lines) + "\n");
    assertThat(submit.toFile().setExecutable(true)).isTrue();
  }

  private Result supervised() throws Exception {
    return Launcher.run(
        folder,
        Map.of("SPARK_HOME", folder.toString(), "TMPDIR", folder.toString()),
        Launcher.SCRIPT.toString(),
        "run");
  }

  /** Each process ends as one of the words says, the last one as the last; + is progress. */
  @ParameterizedTest
  @CsvSource({
    "0, 1, 0",
    "7, 1, 7",
    "TERM, 1, 143",
    "KILL, 1, 137",
    "HUP, 1, 129",
    "ABRT 0, 2, 0",
    "BUS 4, 2, 4",
    "SEGV KILL, 2, 137",
    "SEGV ABRT BUS 0, 4, 0",
    "SEGV, 4, 139",
    "SEGV SEGV ABRT, 4, 134",
    "+SEGV SEGV SEGV SEGV 0, 5, 0",
    "SEGV SEGV SEGV +SEGV SEGV SEGV SEGV SEGV, 8, 139",
    "+SEGV +SEGV +SEGV +SEGV +SEGV +SEGV 3, 7, 3",
  })
  void startsAgainWhatASignalOfItsOwnEnded(String ends, int starts, int code) throws Exception {
    submit(
        "echo \"<$AFFECT_CRASH>\"",
        "echo \"$AFFECT_BEGIN\" >> begins",
        "ends=(" + ends + ")",
        "end=${ends[$(($(wc -l < begins) - 1))]:-${ends[-1]}}",
        "[[ $end != +* ]] || printf . >> \"$AFFECT_PROGRESS\"",
        "ulimit -c 0",
        "[[ $end == [0-9] ]] && exit $end || kill -${end#+} $$");

    Result result = supervised();

    assertThat(result.code()).isEqualTo(code);
    String[] named = ends.replace("+", "").split(" ");
    String[] crashes = result.out().split("\n");
    assertThat(crashes).hasSize(starts).startsWith("<>");
    for (int i = 1; i < starts; i++) {
      String before = named[Math.min(i, named.length) - 1];
      assertThat(crashes[i]).isEqualTo("<SIG" + before + ">");
      assertThat(result.err()).contains("affect: the JVM died of SIG" + before + "; it is started");
    }
    assertThat(Files.readAllLines(folder.resolve("begins")))
        .containsOnly(Files.readAllLines(folder.resolve("begins")).get(0));
    assertThat(result.err().contains("nothing was done since the last three times"))
        .isEqualTo(code == 134 || code == 139);
    assertThat(folder.toFile().list((at, name) -> name.startsWith("tmp."))).isEmpty();
  }

  @Test
  void whatIsTypedReachesTheProcess() throws Exception {
    submit("read line", "echo \"read $line\"");
    Files.writeString(folder.resolve("typed"), "a line\n");

    Result result =
        Launcher.run(
            folder,
            Map.of("SPARK_HOME", folder.toString()),
            "bash",
            "-c",
            Launcher.SCRIPT + " run < typed");

    assertThat(result.out()).isEqualTo("read a line\n");
  }

  /** Also where the process dies of it in a way that is otherwise started again. */
  @ParameterizedTest
  @CsvSource({"exit 9, 9", "ulimit -c 0; kill -SEGV $$, 139"})
  void aSignalToTheLauncherEndsTheProcessAndIsItsLast(String end, int code) throws Exception {
    submit(
        "trap 'sleep 0.2; echo ended; " + end + "' TERM",
        "echo started",
        "kill -TERM $PPID",
        "for i in {1..100}; do sleep 0.1; done");

    Result result = supervised();

    assertThat(result.out()).isEqualTo("started\nended\n");
    assertThat(result.code()).isEqualTo(code);
  }
}
