package org.sparkaffect.jobs.report;

import java.util.Base64;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

/**
 * A document as one file of HTML, which is well-formed XML too. It needs no network and no script,
 * and forbids the browser both.
 */
final class HtmlPage {
  /** Of the deepest shade; text on it stays readable, and it is a middle grey without colour. */
  private static final int[] DEEPEST = {0x66, 0x99, 0xcc};

  /** Tables of more columns have them all of one width. */
  private static final int WIDE = 7;

  private final StringBuilder html = new StringBuilder();
  private int charts;

  private HtmlPage() {}

  static String of(Document document, String style) {
    HtmlPage page = new HtmlPage();
    page.add(document, style);
    return page.html.toString();
  }

  private void add(Document document, String style) {
    String title = Escaped.html(document.title());
    html.append(
        """
        <!DOCTYPE html>
        <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
        <head>
        <meta charset="utf-8"/>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <header>
        <h1>%s</h1>
        <p>%s</p>
        </header>
        """
            .formatted(title, style, title, Escaped.html(document.lead())));
    html.append("<nav aria-label=\"Contents\"><ul>\n");
    for (int i = 0; i < document.sections().size(); i++) {
      html.append(
          "<li><a href=\"#s%d\">%s</a></li>\n"
              .formatted(i, Escaped.html(document.sections().get(i).title())));
    }
    html.append("</ul></nav>\n<main>\n");
    for (int i = 0; i < document.sections().size(); i++) {
      add(document.sections().get(i), "s" + i);
    }
    html.append("</main>\n</body>\n</html>\n");
  }

  private void add(Section section, String id) {
    html.append(
        "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n"
            .formatted(id, id, Escaped.html(section.title())));
    section.blocks().forEach(this::add);
    html.append("</section>\n");
  }

  private void add(Block block) {
    if (block instanceof Text text) {
      html.append("<p>%s</p>\n".formatted(Escaped.html(text.text())));
    } else if (block instanceof Warning warning) {
      html.append(
          "<p class=\"warning\"><strong>Note.</strong> %s</p>\n"
              .formatted(Escaped.html(warning.text())));
    } else if (block instanceof Command command) {
      html.append("<pre><code>%s</code></pre>\n".formatted(Escaped.html(command.text())));
    } else if (block instanceof Grid grid) {
      add(grid);
    } else if (block instanceof Chart chart) {
      html.append("<figure>\n%s</figure>\n".formatted(new LineChart(chart).svg("c" + charts++)));
    } else if (block instanceof Strips strips) {
      add(strips);
    }
  }

  /** In a region of its own that can be moved by keys, where it is wider than the screen. */
  private void add(Grid grid) {
    String caption = Escaped.html(grid.caption());
    html.append(
        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">\n"
            .formatted(caption));
    String kind = grid.columns().size() > WIDE ? " class=\"even\"" : "";
    html.append("<table%s>\n<caption>%s</caption>\n<thead>\n<tr>".formatted(kind, caption));
    for (Column column : grid.columns()) {
      html.append(
          "<th scope=\"col\"%s>%s</th>"
              .formatted(column.number() ? " class=\"n\"" : "", Escaped.html(column.name())));
    }
    html.append("</tr>\n</thead>\n<tbody>\n");
    for (Row row : grid.rows()) {
      html.append("<tr><th scope=\"row\">%s</th>".formatted(Escaped.html(row.head())));
      html.append(
          IntStream.range(0, row.cells().size())
              .mapToObj(i -> cell(row.cells().get(i), grid.columns().get(i + 1)))
              .collect(Collectors.joining()));
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table>\n</div>\n");
  }

  private static String cell(Cell cell, Column column) {
    String shade =
        cell.shade() > 0 ? " style=\"background:%s\"".formatted(colour(cell.shade())) : "";
    String text = Escaped.html(cell.text());
    return "<td%s%s>%s%s</td>"
        .formatted(
            column.number() ? " class=\"n\"" : "",
            shade,
            cell.strong() ? "<strong>%s</strong>".formatted(text) : text,
            cell.detail().isEmpty()
                ? ""
                : " <small>%s</small>".formatted(Escaped.html(cell.detail())));
  }

  /** From white, for 0, to the deepest, for 1. */
  static String colour(double shade) {
    StringBuilder colour = new StringBuilder("#");
    for (int channel : DEEPEST) {
      colour.append(String.format(Locale.ROOT, "%02x", Math.round(255 + (channel - 255) * shade)));
    }
    return colour.toString();
  }

  private void add(Strips strips) {
    html.append(
        "<figure class=\"strips\">\n<figcaption>%s</figcaption>\n<ul>\n"
            .formatted(Escaped.html(strips.caption())));
    for (Strip strip : strips.strips()) {
      html.append(
          "<li><img src=\"data:image/jpeg;base64,%s\" alt=\"%s\"/><span><code>%s</code><br/>%s<br/>%s</span></li>\n"
              .formatted(
                  Base64.getEncoder().encodeToString(strip.jpeg()),
                  Escaped.html(strip.alternative()),
                  Escaped.html(strip.clipId()),
                  Escaped.html(strip.label()),
                  Escaped.html(strip.predicted())));
    }
    html.append("</ul>\n</figure>\n");
  }
}
