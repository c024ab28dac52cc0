package org.sparkaffect.jobs.report;

import java.util.List;

/**
 * What the report says, whatever it is written in. All of it is plain text: those who write it
 * escape what their format takes for its own.
 *
 * @param lead the first paragraph
 */
record Document(String title, String lead, List<Section> sections) {
  /** A heading and what stands below it. */
  record Section(String title, List<Block> blocks) {}

  /** What a section is made of. */
  sealed interface Block permits Text, Warning, Command, Grid, Chart, Strips {}

  /** A paragraph. */
  record Text(String text) implements Block {}

  /** A paragraph that should not be missed. */
  record Warning(String text) implements Block {}

  /** What to type. */
  record Command(String text) implements Block {}

  /**
   * A table.
   *
   * @param columns the first is that of the rows' heads
   */
  record Grid(String caption, List<Column> columns, List<Row> rows) implements Block {}

  record Column(String name, boolean number) {
    static Column text(String name) {
      return new Column(name, false);
    }

    static Column number(String name) {
      return new Column(name, true);
    }
  }

  record Row(String head, List<Cell> cells) {
    static Row of(String head, String... cells) {
      return new Row(head, List.of(cells).stream().map(Cell::of).toList());
    }
  }

  /**
   * A cell.
   *
   * @param detail what is said in small below the text; empty for nothing
   * @param shade from 0, white, to 1
   * @param strong whether it stands out
   */
  record Cell(String text, String detail, double shade, boolean strong) {
    static Cell of(String text) {
      return new Cell(text, "", 0, false);
    }

    static Cell shaded(String text, double shade) {
      return new Cell(text, "", shade, false);
    }
  }

  /**
   * A chart of lines.
   *
   * @param description says in words what is to be seen
   */
  record Chart(String title, String description, String x, String y, List<Line> lines)
      implements Block {}

  /**
   * A line of a chart.
   *
   * @param marked whether its points stand out
   */
  record Line(String name, List<Point> points, boolean marked) {}

  record Point(double x, double y) {}

  /** Pictures, one a clip. */
  record Strips(String caption, List<Strip> strips) implements Block {}

  /**
   * Some faces of a clip, side by side.
   *
   * @param jpeg the picture
   * @param alternative says what it shows
   * @param label the true emotion
   * @param predicted by whom and which
   */
  record Strip(byte[] jpeg, String alternative, String clipId, String label, String predicted) {}
}
