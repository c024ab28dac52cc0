package org.sparkaffect.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.jobs.report.Document.Block;
import org.sparkaffect.jobs.report.Document.Cell;
import org.sparkaffect.jobs.report.Document.Chart;
import org.sparkaffect.jobs.report.Document.Command;
import org.sparkaffect.jobs.report.Document.Grid;
import org.sparkaffect.jobs.report.Document.Row;
import org.sparkaffect.jobs.report.Document.Section;
import org.sparkaffect.jobs.report.Document.Text;
import org.sparkaffect.jobs.report.Document.Warning;
import org.sparkaffect.jobs.report.Findings.Evaluation;
import org.sparkaffect.jobs.report.Findings.Group;
import org.sparkaffect.jobs.report.Findings.TrainedModel;
import org.sparkaffect.jobs.table.MetricsRow;

/** What is said, against what the paper prints of the same counts. */
class ReportDocumentTest {
  private static final Document PAPER = ReportDocument.of(MadeUpFindings.ofThePaper());

  private static Stream<Block> blocks(Document document) {
    return document.sections().stream().map(Section::blocks).flatMap(List::stream);
  }

  private static Grid grid(String caption) {
    return blocks(PAPER)
        .filter(Grid.class::isInstance)
        .map(Grid.class::cast)
        .filter(grid -> grid.caption().startsWith(caption))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> row(Grid grid, String head) {
    return grid.rows().stream()
        .filter(row -> row.head().equals(head))
        .map(Row::cells)
        .findFirst()
        .orElseThrow()
        .stream()
        .map(cell -> (cell.text() + " " + cell.detail()).strip())
        .toList();
  }

  private static List<String> warnings(Document document) {
    return blocks(document)
        .filter(Warning.class::isInstance)
        .map(block -> ((Warning) block).text())
        .toList();
  }

  private static List<String> commands(Findings findings) {
    return blocks(ReportDocument.of(findings))
        .filter(Command.class::isInstance)
        .map(block -> ((Command) block).text())
        .toList();
  }

  @Test
  void theFirstSentenceIsTheResult() {
    assertThat(PAPER.sections().get(0).blocks().get(0))
        .isEqualTo(
            new Text("Right by fusion: 57.3 % of 653 clips in test, 54.0 % of 593 clips in val."));
  }

  @Test
  void confusionIsCountsAndPerCentOfTheRow() {
    Grid table2 = grid("Confusion matrix of audio-dnn, val");
    assertThat(table2.caption()).endsWith("384 clips, 35.2 % right.");
    assertThat(row(table2, "Angry"))
        .startsWith("40 61.5 %", "0 0.0 %", "4 6.2 %")
        .endsWith("2 3.1 %", "61.5");

    Grid table5 = grid("Confusion matrix of fusion, test");
    assertThat(row(table5, "Happy"))
        .containsExactly(
            "6 4.2 %", "0 0.0 %", "0 0.0 %", "129 89.6 %", "2 1.4 %", "7 4.9 %", "0 0.0 %", "89.6");
    assertThat(row(table5, "Precision, %"))
        .containsExactly("48.9", "–", "65.7", "66.2", "72.7", "35.2", "0.0", "");
    assertThat(table5.rows().get(3).cells())
        .extracting(Cell::strong)
        .containsExactly(false, false, false, true, false, false, false, false);
    assertThat(table5.rows().get(3).cells().get(3).shade()).isEqualTo(129 / 144.0);
  }

  @Test
  void weightsAreThoseOfTable3() {
    assertThat(row(grid("Weights"), "Visual"))
        .containsExactly("0.5", "0.0", "0.0", "1.0", "0.5", "1.0", "0.5");
    assertThat(blocks(PAPER))
        .anyMatch(
            block -> block instanceof Text text && text.text().contains("certified: no others"));
  }

  @Test
  void recallsStandBesideThoseBefore() {
    Grid compared = grid("Recall by the fusion, test: 593 clips before, 653 now");
    assertThat(row(compared, "Happy")).containsExactly("74.1", "89.6", "+15.5");
    assertThat(row(compared, "Fear")).containsExactly("42.4", "32.9", "-9.6");
    assertThat(row(compared, "Surprise")).containsExactly("14.3", "0.0", "-14.3");
    assertThat(row(compared, "Mean recall")).containsExactly("43.8", "43.3", "-0.5");
    assertThat(row(compared, "Accuracy")).containsExactly("54.0", "57.3", "+3.3");
  }

  @Test
  void theTestStandsBesideTheValidation() {
    Grid accuracies = grid("Accuracy of each system, %");
    assertThat(accuracies.columns())
        .extracting(Document.Column::name)
        .containsExactly("System", "val", "test");
    assertThat(row(accuracies, "fusion"))
        .containsExactly(
            "54.0 49.9 to 57.9, 593 clips, 5 rejected", "57.3 53.4 to 61.0, 653 clips, 5 rejected");
    assertThat(row(accuracies, "audio-dnn (from scratch)"))
        .containsExactly("35.2 30.5 to 40.1, 384 clips, 5 rejected", "–");
    assertThat(row(grid("Means over the emotions, %"), "fusion"))
        .containsExactly("43.8", "43.3", "42.1", "40.6");
    assertThat(row(grid("Recall of each emotion, %, test"), "fusion"))
        .containsExactly("67.3", "0.0", "32.9", "89.6", "58.0", "55.0", "0.0");
  }

  @Test
  void whatIsDoubtfulIsNoted() {
    assertThat(warnings(PAPER))
        .containsExactly("Trained from scratch, with no weights transferred from elsewhere: c3d.");

    Findings all = MadeUpFindings.ofThePaper();
    Findings doubtful =
        with(
            new Evaluation(
                List.of(new MetricsRow("fusion", Split.TEST, 29, 0.5, 0.5, 0.5, 0, null)),
                Map.of()),
            all.models(),
            all.scored(),
            false);
    assertThat(warnings(ReportDocument.of(doubtful)))
        .contains(
            "Fewer than 30 labelled clips, too few to tell good from lucky: 29 in test.",
            "The weights of the fusion are heuristic: better ones of the same grid are possible.");
  }

  private static Findings with(
      Evaluation evaluation, List<TrainedModel> models, List<String> scored, boolean certified) {
    Findings empty = MadeUpFindings.empty();
    return new Findings(
        empty.workspace(),
        Map.of(new Group(Split.TEST, Emotion.SAD), 29L),
        empty.rejects(),
        models,
        empty.log(),
        scored,
        evaluation,
        MadeUpFindings.weights(certified),
        Optional.empty(),
        empty.faces(),
        empty.summaries(),
        empty.changes(),
        empty.versions());
  }

  @Test
  void whatIsMissingComesWithTheJobThatMakesIt() {
    Evaluation none = new Evaluation(List.of(), Map.of());
    List<TrainedModel> models = MadeUpFindings.ofThePaper().models();

    assertThat(commands(MadeUpFindings.empty()))
        .startsWith("deploy/affect extract --manifest MANIFEST --workspace file:/work");
    assertThat(commands(with(none, List.of(), List.of(), true)))
        .startsWith("deploy/affect train --workspace file:/work");
    assertThat(commands(with(none, models, List.of(), true)))
        .startsWith("deploy/affect score --workspace file:/work");
    assertThat(commands(with(none, models, List.of("c3d"), true)))
        .startsWith("deploy/affect fuse --workspace file:/work");
    assertThat(commands(MadeUpFindings.ofThePaper())).isEmpty();
    assertThat(ReportDocument.command(MadeUpFindings.ofThePaper(), "fuse").text())
        .isEqualTo("deploy/affect fuse --workspace 'hdfs://host/it'\\''s a \"workspace\"'");
  }

  @Test
  void curvesSayInWordsWhatTheyShow() {
    Chart chart = (Chart) blocks(PAPER).filter(Chart.class::isInstance).findFirst().orElseThrow();

    assertThat(chart.description())
        .isEqualTo(
            "The loss in training goes from 1.900 to 0.063 in 150 iterations; in validation it is"
                + " least, 1.200, after 50, and 2.200 at the end.");
    assertThat(chart.lines()).extracting(line -> line.points().size()).containsExactly(30, 15);
  }

  @Test
  void rejectsAreCountedByReason() {
    Grid rejects = grid("Rejected clips");
    assertThat(rejects.rows())
        .extracting(
            row -> row.head() + " " + row.cells().get(0).text() + " " + row.cells().get(2).text())
        .containsExactly("acoustics NO_SOUND 2.9", "faces NO_FACE 1.5", "faces CORRUPT 0.1");
    assertThat(rejects.rows().get(0).cells().get(1).text()).isEqualTo("40");
    assertThat(row(grid("Clips"), "no split")).endsWith("3", "3");
  }
}
