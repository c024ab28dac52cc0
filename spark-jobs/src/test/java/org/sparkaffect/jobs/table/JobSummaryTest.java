package org.sparkaffect.jobs.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.jobs.DuckDb;

class JobSummaryTest {
  private static final JobSummary SUMMARY =
      new JobSummary("extract", 20, 42, Map.of("faces", 3L, "acoustics", 0L));

  @TempDir Path folder;

  private Workspace workspace;

  @BeforeEach
  void open() throws IOException {
    workspace = new Workspace(new org.apache.hadoop.fs.Path(folder.toUri()), new Configuration());
  }

  @Test
  void theLastRunTakesThePlaceOfTheOneBefore() throws IOException {
    assertThat(JobSummary.read(workspace, "extract")).isEmpty();
    new JobSummary("extract", 1, 1, Map.of()).write(workspace);
    SUMMARY.write(workspace);

    assertThat(JobSummary.read(workspace, "extract")).contains(SUMMARY);
    assertThat(
            DuckDb.query(
                "SELECT job, clips_per_second, rejected.faces FROM '%s/summaries/extract.json'"
                    .formatted(folder)))
        .containsExactly("extract|2.1|3");
    assertThat(folder.toFile().list()).containsExactly("summaries");
    assertThat(folder.resolve("summaries").toFile().list()).containsExactly("extract.json");
  }

  @Test
  void saysWhichFileIsBroken() throws IOException {
    SUMMARY.write(workspace);
    Files.writeString(folder.resolve("summaries/extract.json"), "{\"job\":");

    assertThatThrownBy(() -> JobSummary.read(workspace, "extract"))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith("cannot read file:")
        .hasMessageContaining("summaries/extract.json");
  }
}
