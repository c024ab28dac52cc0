package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.jobs.Launcher.Result;

/** The log of rejects: quiet, or a line for each row of the table. */
class RejectLogIT {
  @TempDir Path folder;

  private List<String> rejectLines(String workspace, Path conf) throws Exception {
    Result result =
        Launcher.run(
            folder,
            Map.of("SPARK_CONF_DIR", conf.toString()),
            Launcher.SCRIPT.toString(),
            "extract",
            "--manifest",
            TestData.file("hostile.csv").toString(),
            "--workspace",
            workspace);
    assertThat(result.code()).as(result.err()).isZero();
    return result.err().lines().filter(line -> line.contains("INFO rejected ")).toList();
  }

  @Test
  void hasALineForEachRejectWhereItIsAskedFor() throws Exception {
    Path quiet = Path.of("../conf").toAbsolutePath();
    Path told = Files.createDirectory(folder.resolve("conf"));
    Files.copy(quiet.resolve("spark-defaults.conf"), told.resolve("spark-defaults.conf"));
    Files.writeString(
        told.resolve("log4j2.properties"),
        Files.readString(quiet.resolve("log4j2.properties"))
            .replace("logger.rejects.level = warn", "logger.rejects.level = info"));

    assertThat(rejectLines("quiet", quiet)).isEmpty();
    List<String> rows =
        DuckDb.query(
            "SELECT concat('rejected ', stage, ' ''', clip_id, ''' (', uri, '): ', reason, ', ', message) FROM '%s/quiet/tables/rejects/*.parquet'"
                .formatted(folder));
    assertThat(rejectLines("told", told).stream().map(line -> line.replaceFirst(".*INFO ", "")))
        .hasSizeGreaterThan(10)
        .containsExactlyInAnyOrderElementsOf(rows);
  }
}
