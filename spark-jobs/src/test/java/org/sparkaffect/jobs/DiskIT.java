package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.jobs.Launcher.Result;

/**
 * A disk that is too small, and one that cannot be written, and what comes when that is mended: a
 * file system in memory, in a mount namespace of the test's own.
 */
class DiskIT {
  @TempDir Path folder;

  @BeforeEach
  void requireNamespaces() throws Exception {
    assumeThat(run("mount -t tmpfs tmpfs disk").code())
        .as("this machine lets its users mount in a namespace")
        .isZero();
  }

  private Result run(String script) throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("disk"));
    return Launcher.run(
        folder, Map.of(), "unshare", "--map-root-user", "--mount", "sh", "-c", script);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "size=6m    | remount,size=100m | affect extract: cannot write file:%s/disk/w/.staging/[^:]+: No space left on device; mend that and give the same command again, it goes on after the last batch that is complete",
        "size=6m,ro | remount,rw        | affect extract: cannot make the folder file:%s/disk/w/.staging: the file system is read-only, or its permissions forbid it; mend that and give .*",
      })
  void whenADiskIsMendedTheJobGoesOn(String disk, String mended, String sentence) throws Exception {
    String extract =
        "%s extract --manifest %s --limit 10 --workspace "
            .formatted(Launcher.SCRIPT, TestData.file("manifest.csv"));
    Result result =
        run(
            """
            mount -t tmpfs -o %1$s tmpfs disk
            %3$s disk/w || echo $?
            mount -o %2$s,size=100m disk
            %3$s disk/w && cp -r disk/w w && %3$s undisturbed
            """
                .formatted(disk, mended, extract));

    assertThat(result.out()).isEqualTo("5\n");
    assertThat(result.err().lines()).anyMatch(line -> line.matches(sentence.formatted(folder)));
    assertThat(result.err()).doesNotContain("\tat ");
    assertThat(result.code()).isZero();
    assertThat(table("w")).hasSize(10).isEqualTo(table("undisturbed"));
    assertThat(folder.resolve("w").toFile().list())
        .containsExactlyInAnyOrder("tables", "summaries");
  }

  private List<String> table(String workspace) {
    return DuckDb.query(
        "SELECT * REPLACE (md5(pixels::VARCHAR) AS pixels) FROM '%s/%s/tables/faces/*.parquet' ORDER BY clip_id"
            .formatted(folder, workspace));
  }
}
