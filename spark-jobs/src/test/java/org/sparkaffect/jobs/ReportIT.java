package org.sparkaffect.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkaffect.jobs.Launcher.Result;

/** From clips to the report by the real command line, and the report's numbers by DuckDB. */
class ReportIT {
  @TempDir Path folder;

  private List<String> query(String sql) {
    return DuckDb.query(sql.replace("TABLES", folder.resolve("w/tables").toString()));
  }

  private String report() throws Exception {
    return Files.readString(folder.resolve("w/report/report.md"));
  }

  private Result affect(String args) throws Exception {
    Result result = Launcher.affect(folder, args.split(" "));
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  @Test
  void theReportSaysWhatTheScoresSay() throws Exception {
    Files.writeString(
        folder.resolve("quick.conf"),
        """
        workspace = w
        manifest = "%s"
        extract.stages = [faces]
        train { network = [resnet-lstm], head { iterations = 20, rate-every = 10 } }
        """
            .formatted(TestData.file("manifest.csv")));

    Result run = affect("run --config quick.conf");

    assertThat(run.err()).contains("report: file:" + folder.resolve("w/report/report.html"));
    assertThat(query("SELECT count(*), count(DISTINCT clip_id) FROM 'TABLES/scores/*.parquet'"))
        .containsExactly("42|42");
    String html = Files.readString(folder.resolve("w/report/report.html"));
    for (String split : List.of("train", "val", "test")) {
      String[] counts =
          query(
                  "SELECT avg((predicted = label)::INT), count(*) FROM 'TABLES/scores/*.parquet' WHERE split = '%s'"
                      .formatted(split))
              .get(0)
              .split("\\|");
      String percent = String.format(Locale.ROOT, "%.1f", 100 * Double.parseDouble(counts[0]));
      assertThat(accuracies("resnet-lstm"))
          .anyMatch(cell -> cell.matches("%s \\(.*, %s clips\\)".formatted(percent, counts[1])));
      assertThat(html).contains(">" + percent + " <small>");
    }
    List<String> recalls =
        query(
            "SELECT printf('%.1f', 100 * avg((predicted = label)::INT)) FROM"
                + " 'TABLES/fused/*.parquet' WHERE split = 'val' GROUP BY label ORDER BY label");
    assertThat(report()).contains("| fusion | %s |".formatted(String.join(" | ", recalls)));

    Result again = affect("score --workspace w");
    assertThat(again.err()).contains("score: 0 clips in ");
    assertThat(query("SELECT count(*) FROM 'TABLES/scores/*.parquet'")).containsExactly("42");

    affect("report --workspace w --against w");
    assertThat(report()).contains("## Before and now").contains("| Accuracy | ");
  }

  /** The cells of the first row of a system. */
  private List<String> accuracies(String system) throws Exception {
    String row =
        report().lines().filter(line -> line.startsWith("| " + system + " | ")).findFirst().get();
    return List.of(row.split(" *\\| *"));
  }

  @Test
  void anEmptyWorkspaceHasAReportOfWhatToDo() throws Exception {
    affect("report --workspace w");

    assertThat(report())
        .contains("    deploy/affect extract --manifest MANIFEST --workspace file:");
  }
}
