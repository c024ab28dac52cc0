package org.sparkaffect.jobs.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.sparkaffect.clip.Split;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.evaluation.ConfusionMatrix;
import org.sparkaffect.jobs.report.Document.Block;
import org.sparkaffect.jobs.report.Document.Cell;
import org.sparkaffect.jobs.report.Document.Column;
import org.sparkaffect.jobs.report.Document.Grid;
import org.sparkaffect.jobs.report.Document.Row;
import org.sparkaffect.jobs.report.Document.Text;
import org.sparkaffect.jobs.report.Findings.Before;
import org.sparkaffect.jobs.report.Findings.Evaluation;
import org.sparkaffect.jobs.table.MetricsRow;
import org.sparkaffect.jobs.table.WeightsRow;

/** How good the systems are: the paper's Tables 2 to 6 for a workspace. */
final class ResultChapters {
  private ResultChapters() {}

  /** Table 4, with the test beside the validation. */
  static List<Block> accuracy(Findings findings) {
    Evaluation evaluation = findings.evaluation();
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Text(
            "Models were chosen and, as a rule, weights of the fusion searched by the clips of val,"
                + " so figures of val flatter, and those of train all the more. Small figures say"
                + " where an accuracy lies with 95 % confidence, if clips were independent of each"
                + " other (those of one person are not), and how many clips were judged."));
    blocks.add(accuracies(evaluation));
    blocks.add(means(evaluation));
    for (Split split : List.of(Split.TEST, Split.VAL)) {
      if (Systems.splits(evaluation).contains(split)) {
        blocks.add(recalls(evaluation, split));
      }
    }
    if (!Systems.splits(evaluation).contains(Split.TEST)) {
      blocks.add(new Text("There is no labelled clip in test."));
    }
    return blocks;
  }

  private static Grid accuracies(Evaluation evaluation) {
    List<Split> splits = Systems.splits(evaluation);
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("System"));
    splits.forEach(split -> columns.add(Column.number(Systems.name(split))));
    return new Grid(
        "Accuracy of each system, %",
        columns,
        rows(evaluation, system -> cells(evaluation, system, splits, ResultChapters::accuracy)));
  }

  private static Grid means(Evaluation evaluation) {
    List<Split> splits = Systems.splits(evaluation);
    splits.remove(Split.TRAIN);
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text("System"));
    for (String figure : List.of("Mean recall", "Macro F1")) {
      splits.forEach(split -> columns.add(Column.number(figure + ", " + Systems.name(split))));
    }
    return new Grid(
        "Means over the emotions, %",
        columns,
        rows(
            evaluation,
            system -> {
              List<Cell> cells = new ArrayList<>();
              cells.addAll(cells(evaluation, system, splits, row -> percent(row.meanRecall())));
              cells.addAll(cells(evaluation, system, splits, row -> percent(row.macroF1())));
              return cells;
            }));
  }

  private static List<Row> rows(Evaluation evaluation, Function<String, List<Cell>> cells) {
    return Systems.of(evaluation).stream()
        .map(system -> new Row(name(evaluation, system), cells.apply(system)))
        .toList();
  }

  private static List<Cell> cells(
      Evaluation evaluation, String system, List<Split> splits, Function<MetricsRow, Cell> cell) {
    return splits.stream()
        .map(split -> evaluation.metrics(system, split).map(cell).orElse(Cell.of(Figures.NONE)))
        .toList();
  }

  private static Cell percent(double fraction) {
    return Cell.of(Figures.percent(fraction));
  }

  private static Cell accuracy(MetricsRow row) {
    return new Cell(
        Figures.percent(row.accuracy()),
        "%s, %s".formatted(Figures.interval(row.accuracy(), row.clips()), judged(row)),
        0,
        row.system().equals(Systems.FUSION));
  }

  private static String judged(MetricsRow row) {
    String clips = Figures.count(row.clips(), "clip");
    return row.rejected() == 0 ? clips : "%s, %d rejected".formatted(clips, row.rejected());
  }

  private static String name(Evaluation evaluation, String system) {
    boolean scratch =
        evaluation.metrics().stream()
            .anyMatch(row -> row.system().equals(system) && Boolean.TRUE.equals(row.fromScratch()));
    return Systems.name(system) + (scratch ? " (from scratch)" : "");
  }

  private static Grid recalls(Evaluation evaluation, Split split) {
    List<Row> rows = new ArrayList<>();
    for (String system : Systems.of(evaluation)) {
      Optional<ConfusionMatrix> matrix = evaluation.confusion(system, split);
      matrix.ifPresent(
          of -> rows.add(new Row(Systems.name(system), Tables.cells(each -> recall(of, each)))));
    }
    return new Grid(
        "Recall of each emotion, %%, %s".formatted(split.label()), Tables.columns("System"), rows);
  }

  private static Cell recall(ConfusionMatrix matrix, Emotion emotion) {
    OptionalDouble recall = matrix.recall(emotion);
    return Cell.shaded(Figures.percent(recall), recall.orElse(0));
  }

  /** Table 2. */
  static List<Block> voice(Findings findings) {
    List<Block> blocks = new ArrayList<>();
    for (String network : Systems.AUDIO) {
      findings
          .evaluation()
          .confusion(network, Split.VAL)
          .ifPresent(matrix -> blocks.add(confusion(network, Split.VAL, matrix)));
    }
    if (blocks.isEmpty()) {
      blocks.add(
          new Text(
              "No network that listens was judged on val. To have one, train it, then score and"
                  + " fuse again:"));
      blocks.add(ReportDocument.command(findings, "train --network audio-dnn"));
    }
    return blocks;
  }

  private static Grid confusion(String system, Split split, ConfusionMatrix matrix) {
    String caption =
        "Confusion matrix of %s, %s: clips, and per cent of the row. %s, %s %% right."
            .formatted(
                Systems.name(system),
                split.label(),
                Figures.count(matrix.clips(), "clip"),
                Figures.percent(matrix.accuracy()));
    return Tables.confusion(caption, matrix);
  }

  /** Tables 3 and 5, the latter of the validation too. */
  static List<Block> fusion(Findings findings) {
    List<Block> blocks = new ArrayList<>();
    if (!findings.weights().isEmpty()) {
      blocks.addAll(weights(findings.weights()));
    }
    for (Split split : List.of(Split.TEST, Split.VAL)) {
      findings
          .evaluation()
          .confusion(Systems.FUSION, split)
          .ifPresent(matrix -> blocks.add(confusion(Systems.FUSION, split, matrix)));
    }
    if (blocks.isEmpty()) {
      blocks.add(new Text("No labelled clip of val or test has fused scores. This fuses them:"));
      blocks.add(ReportDocument.command(findings, "fuse"));
    }
    return blocks;
  }

  private static List<Block> weights(List<WeightsRow> weights) {
    Map<String, List<Cell>> members = new LinkedHashMap<>();
    for (WeightsRow row : weights) {
      members
          .computeIfAbsent(row.member(), name -> Tables.cells(emotion -> Cell.of("")))
          .set(
              row.emotion().ordinal(),
              Cell.shaded(Double.toString(row.weight()), row.weight() / 2));
    }
    List<Row> rows = new ArrayList<>();
    members.forEach((member, cells) -> rows.add(new Row(member, cells)));
    return List.of(
        new Text(
            "A member's score of an emotion counts by its weight; a clip is taken for the emotion"
                + " with the largest sum. "
                + searched(weights.get(0))),
        new Grid("Weights of the members", Tables.columns("Member"), rows));
  }

  private static String searched(WeightsRow row) {
    if (row.objective().equals("given")) {
      return "The weights were given.";
    }
    String sure =
        row.certified()
            ? "certified: no others of the grid are better"
            : "heuristic: others of the grid may be better";
    return "The weights were searched for %s; they are %s.".formatted(row.objective(), sure);
  }

  /** Recalls of the paper's Tables 5 and 6, side by side. */
  static List<Block> before(Findings findings, Before before) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Text("Compared with the fusion of the workspace %s.".formatted(before.workspace())));
    for (Split split : List.of(Split.TEST, Split.VAL)) {
      Optional<ConfusionMatrix> now = findings.evaluation().confusion(Systems.FUSION, split);
      Optional<ConfusionMatrix> then = before.evaluation().confusion(Systems.FUSION, split);
      if (now.isPresent() && then.isPresent()) {
        blocks.add(compared(split, then.get(), now.get()));
      }
    }
    if (blocks.size() == 1) {
      blocks.add(new Text("Not both have fused scores of labelled clips in val or test."));
    }
    return blocks;
  }

  private static Grid compared(Split split, ConfusionMatrix then, ConfusionMatrix now) {
    List<Row> rows = new ArrayList<>();
    for (Emotion emotion : Emotion.values()) {
      rows.add(compared(emotion.label(), then.recall(emotion), now.recall(emotion)));
    }
    rows.add(compared("Mean recall", then.meanRecall(), now.meanRecall()));
    rows.add(compared("Accuracy", then.accuracy(), now.accuracy()));
    return new Grid(
        "Recall by the fusion, %s: %d clips before, %d now"
            .formatted(split.label(), then.clips(), now.clips()),
        List.of(
            Column.text("Emotion"),
            Column.number("Before, %"),
            Column.number("Now, %"),
            Column.number("Change, points")),
        rows);
  }

  private static Row compared(String what, OptionalDouble then, OptionalDouble now) {
    String change =
        then.isPresent() && now.isPresent()
            ? String.format(Locale.ROOT, "%+.1f", 100 * (now.getAsDouble() - then.getAsDouble()))
            : Figures.NONE;
    return Row.of(what, Figures.percent(then), Figures.percent(now), change);
  }
}
