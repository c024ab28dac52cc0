package org.sparkaffect.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {
  @TempDir Path folder;

  @Test
  void withoutALauncherThereIsNothingBeforeAndNobodyToTell() {
    Launch launch = new Launch(Map.of());

    assertThat(launch.crash()).isEmpty();
    assertThat(Duration.between(launch.begin(), Instant.now())).isLessThan(Duration.ofMinutes(1));
    assertThatCode(launch::progress).doesNotThrowAnyException();
    assertThatCode(launch::endWithLauncher).doesNotThrowAnyException();
  }

  @Test
  void theFirstProcessBeginsNow() {
    Launch launch = new Launch(Map.of("AFFECT_CRASH", "", "AFFECT_BEGIN", "1700000000"));

    assertThat(launch.crash()).isEmpty();
    assertThat(launch.begin()).isAfter(Instant.ofEpochSecond(1700000000));
  }

  @Test
  void aContinuationBeganWithTheCommand() {
    Launch launch = new Launch(Map.of("AFFECT_CRASH", "SIGSEGV", "AFFECT_BEGIN", "1700000000"));

    assertThat(launch.crash()).contains("SIGSEGV");
    assertThat(launch.begin()).isEqualTo(Instant.ofEpochSecond(1700000000));
  }

  @Test
  void progressMakesTheFileLonger() throws Exception {
    Path file = Files.createFile(folder.resolve("progress"));
    Launch launch = new Launch(Map.of("AFFECT_PROGRESS", file.toString()));

    launch.progress();
    assertThat(file).hasSize(1);
    launch.progress();
    assertThat(file).hasSize(2);
  }

  @Test
  void aLauncherThatCannotBeToldCostsNoJob() {
    Launch launch = new Launch(Map.of("AFFECT_PROGRESS", folder.resolve("gone").toString()));

    assertThatCode(launch::progress).doesNotThrowAnyException();
    assertThat(folder).isEmptyDirectory();
  }
}
