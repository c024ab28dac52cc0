package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

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
    Path submit = Files.createDirectory(folder.resolve("bin")).resolve("spark-submit");
    Files.writeString(submit, "#!/bin/sh\nprintf '<%s>' \"$@\"\nexit 7\n");
    assertThat(submit.toFile().setExecutable(true)).isTrue();

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
  void theJarHasNoFaultsOfTheTests() throws Exception {
    try (JarFile jar = new JarFile("target/spark-affect.jar")) {
      assertThat(jar.stream().map(JarEntry::getName))
          .contains("org/sparkaffect/jobs/Main.class")
          .noneMatch(name -> name.contains("Fake") || name.contains("Test"));
      assertThat(jar.getEntry("META-INF/services/org.apache.hadoop.fs.FileSystem")).isNull();
    }
  }
}
