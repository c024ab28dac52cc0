package org.sparkaffect.jobs.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sparkaffect.emotion.Emotion;
import org.sparkaffect.evaluation.ConfusionMatrix;
import org.sparkaffect.jobs.report.Document.Cell;
import org.sparkaffect.jobs.report.Document.Column;
import org.sparkaffect.jobs.report.Document.Grid;
import org.sparkaffect.jobs.report.Document.Row;

/** Tables with a column for each emotion. */
final class Tables {
  private Tables() {}

  /**
   * Columns of numbers, one an emotion.
   *
   * @param others after those
   */
  static List<Column> columns(String head, String... others) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.text(head));
    Stream.of(Emotion.values()).map(Emotion::label).map(Column::number).forEach(columns::add);
    Stream.of(others).map(Column::number).forEach(columns::add);
    return columns;
  }

  /** A row with a cell for each emotion. */
  static List<Cell> cells(Function<Emotion, Cell> cell) {
    return new ArrayList<>(Stream.of(Emotion.values()).map(cell).toList());
  }

  /** Counts, with the share of the row below each and as its shade; recall and precision around. */
  static Grid confusion(String caption, ConfusionMatrix matrix) {
    List<Row> rows = new ArrayList<>();
    for (Emotion actual : Emotion.values()) {
      List<Cell> cells = cells(predicted -> cell(matrix, actual, predicted));
      cells.add(Cell.of(Figures.percent(matrix.recall(actual))));
      rows.add(new Row(actual.label(), cells));
    }
    List<Cell> last = cells(emotion -> Cell.of(Figures.percent(matrix.precision(emotion))));
    last.add(Cell.of(""));
    rows.add(new Row("Precision, %", last));
    return new Grid(caption, columns("Actual", "Recall, %"), rows);
  }

  private static Cell cell(ConfusionMatrix matrix, Emotion actual, Emotion predicted) {
    OptionalDouble rate = matrix.rate(actual, predicted);
    return new Cell(
        Long.toString(matrix.clips(actual, predicted)),
        rate.isPresent() ? Figures.percent(rate) + " %" : "",
        rate.orElse(0),
        actual == predicted);
  }
}
