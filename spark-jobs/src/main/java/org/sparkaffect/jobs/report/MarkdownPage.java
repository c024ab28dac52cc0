package org.sparkaffect.jobs.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sparkaffect.jobs.report.Document.Block;
import org.sparkaffect.jobs.report.Document.Cell;
import org.sparkaffect.jobs.report.Document.Chart;
import org.sparkaffect.jobs.report.Document.Column;
import org.sparkaffect.jobs.report.Document.Command;
import org.sparkaffect.jobs.report.Document.Grid;
import org.sparkaffect.jobs.report.Document.Row;
import org.sparkaffect.jobs.report.Document.Section;
import org.sparkaffect.jobs.report.Document.Strip;
import org.sparkaffect.jobs.report.Document.Strips;
import org.sparkaffect.jobs.report.Document.Text;
import org.sparkaffect.jobs.report.Document.Warning;

/** A document in Markdown; of charts and pictures it has what they say. */
final class MarkdownPage {
  private MarkdownPage() {}

  static String of(Document document) {
    Stream<String> head =
        Stream.of("# " + Escaped.markdown(document.title()), Escaped.markdown(document.lead()));
    Stream<String> sections = document.sections().stream().flatMap(MarkdownPage::section);
    return Stream.concat(head, sections).collect(Collectors.joining("\n\n", "", "\n"));
  }

  private static Stream<String> section(Section section) {
    return Stream.concat(
        Stream.of("## " + Escaped.markdown(section.title())),
        section.blocks().stream().map(MarkdownPage::block));
  }

  private static String block(Block block) {
    if (block instanceof Warning warning) {
      return "**Note.** " + Escaped.markdown(warning.text());
    }
    if (block instanceof Command command) {
      return command.text().lines().map(line -> "    " + line).collect(Collectors.joining("\n"));
    }
    if (block instanceof Grid grid) {
      return table(grid);
    }
    if (block instanceof Chart chart) {
      return "%s. %s"
          .formatted(Escaped.markdown(chart.title()), Escaped.markdown(chart.description()));
    }
    if (block instanceof Strips strips) {
      return strips(strips);
    }
    return Escaped.markdown(((Text) block).text());
  }

  private static String table(Grid grid) {
    Stream<String> head =
        Stream.of(
            "**%s**\n".formatted(Escaped.markdown(grid.caption())),
            line(grid.columns().stream().map(Column::name).map(Escaped::markdown)),
            line(grid.columns().stream().map(column -> column.number() ? "---:" : "---")));
    return Stream.concat(head, grid.rows().stream().map(MarkdownPage::row))
        .collect(Collectors.joining("\n"));
  }

  private static String row(Row row) {
    return line(
        Stream.concat(
            Stream.of(Escaped.markdown(row.head())), row.cells().stream().map(MarkdownPage::cell)));
  }

  private static String cell(Cell cell) {
    String text = Escaped.markdown(cell.text());
    String strong = cell.strong() ? "**%s**".formatted(text) : text;
    return cell.detail().isEmpty()
        ? strong
        : "%s (%s)".formatted(strong, Escaped.markdown(cell.detail()));
  }

  private static String strips(Strips strips) {
    return table(
        new Grid(
            strips.caption(),
            Stream.of("Clip", "Label", "Predicted").map(Column::text).toList(),
            strips.strips().stream().map(MarkdownPage::strip).toList()));
  }

  private static Row strip(Strip strip) {
    return new Row(strip.clipId(), List.of(Cell.of(strip.label()), Cell.of(strip.predicted())));
  }

  private static String line(Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| ", " |"));
  }
}
