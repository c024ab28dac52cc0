package org.sparkaffect.jobs.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sparkaffect.jobs.report.Document.Chart;
import org.sparkaffect.jobs.report.Document.Line;
import org.sparkaffect.jobs.report.Document.Point;

/**
 * A chart as SVG. Lines are told apart by their dashes and their markers, so that no colour is
 * needed.
 */
final class LineChart {
  private static final int WIDTH = 700;
  private static final int HEIGHT = 300;
  private static final int LEFT = 56;
  private static final int RIGHT = 12;
  private static final int TOP = 62;
  private static final int BOTTOM = 44;
  private static final int STEPS = 5; // of an axis, about

  private static final List<String> DASHES =
      List.of("none", "7 4", "2 3", "10 3 2 3", "14 4", "1 5");
  private static final List<String> MARKERS =
      List.of(
          "M-3.5,0a3.5,3.5 0 1,0 7,0a3.5,3.5 0 1,0 -7,0",
          "M-3,-3H3V3H-3Z",
          "M0,-4L4,3H-4Z",
          "M0,-4.5L4.5,0L0,4.5L-4.5,0Z",
          "M-4,0H4M0,-4V4",
          "M-3,-3L3,3M-3,3L3,-3");

  private final Chart chart;
  private final Axis x;
  private final Axis y;

  LineChart(Chart chart) {
    this.chart = chart;
    List<Point> points = chart.lines().stream().flatMap(line -> line.points().stream()).toList();
    this.x = Axis.of(points.stream().map(Point::x).toList(), LEFT, WIDTH - RIGHT);
    this.y = Axis.of(points.stream().map(Point::y).toList(), HEIGHT - BOTTOM, TOP);
  }

  /**
   * Where numbers lie, in pixels; from 0 on, in round steps.
   *
   * @param end a multiple of the step, at least the largest number
   */
  record Axis(double step, double end, int from, int to) {
    static Axis of(List<Double> numbers, int from, int to) {
      double largest = numbers.stream().mapToDouble(Double::doubleValue).max().orElse(1);
      double rough = Math.max(largest, 1e-9) / STEPS;
      double power = Math.pow(10, Math.floor(Math.log10(rough)));
      double step =
          power
              * List.of(1, 2, 5, 10).stream()
                  .filter(n -> n * power >= rough * 0.999)
                  .findFirst()
                  .orElse(10);
      return new Axis(step, step * Math.ceil(largest / step - 1e-9), from, to);
    }

    double at(double number) {
      return from + (to - from) * number / end;
    }

    List<Double> ticks() {
      return IntStream.rangeClosed(0, (int) Math.round(end / step))
          .mapToObj(i -> i * step)
          .toList();
    }

    /** With as many digits as the steps need. */
    String label(double number) {
      int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
      return String.format(Locale.ROOT, "%." + digits + "f", number);
    }
  }

  /**
   * @param id begins the names that its parts have in the page
   */
  String svg(String id) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="%s-t %s-d">
        <title id="%s-t">%s</title>
        <desc id="%s-d">%s</desc>
        <text class="t" x="0" y="16">%s</text>
        """
            .formatted(
                WIDTH,
                HEIGHT,
                id,
                id,
                id,
                Escaped.html(chart.title()),
                id,
                Escaped.html(chart.description()),
                Escaped.html(chart.title())));
    axes(svg);
    double legend = LEFT;
    for (int i = 0; i < chart.lines().size(); i++) {
      legend = line(svg, chart.lines().get(i), i, legend);
    }
    return svg.append("</svg>\n").toString();
  }

  private void axes(StringBuilder svg) {
    for (double tick : y.ticks()) {
      svg.append(
          "<path class=\"grid\" d=\"M%d,%sH%d\"/><text class=\"e\" x=\"%d\" y=\"%s\">%s</text>\n"
              .formatted(
                  LEFT,
                  pixels(y.at(tick)),
                  WIDTH - RIGHT,
                  LEFT - 8,
                  pixels(y.at(tick) + 4),
                  y.label(tick)));
    }
    for (double tick : x.ticks()) {
      svg.append(
          "<text class=\"m\" x=\"%s\" y=\"%d\">%s</text>\n"
              .formatted(pixels(x.at(tick)), HEIGHT - BOTTOM + 18, x.label(tick)));
    }
    svg.append(
        "<text class=\"e\" x=\"%d\" y=\"%d\">%s</text>\n"
            .formatted(WIDTH - RIGHT, HEIGHT - 6, Escaped.html(chart.x())));
    svg.append(
        "<text class=\"e\" x=\"%d\" y=\"%d\">%s</text>\n"
            .formatted(LEFT - 8, TOP - 14, Escaped.html(chart.y())));
  }

  /** Draws a line and its place in the legend; returns where the next one's begins. */
  private double line(StringBuilder svg, Line line, int number, double legend) {
    String dash = DASHES.get(number % DASHES.size());
    String marker = MARKERS.get(number % MARKERS.size());
    String path =
        line.points().stream()
            .map(point -> pixels(x.at(point.x())) + "," + pixels(y.at(point.y())))
            .collect(Collectors.joining("L", "M", ""));
    svg.append("<path class=\"line\" stroke-dasharray=\"%s\" d=\"%s\"/>\n".formatted(dash, path));
    if (line.marked()) {
      line.points().forEach(point -> marker(svg, marker, x.at(point.x()), y.at(point.y())));
      marker(svg, marker, legend + 18, TOP - 26);
    }
    svg.append(
        "<path class=\"line\" stroke-dasharray=\"%s\" d=\"M%s,%dh36\"/><text x=\"%s\" y=\"%d\">%s</text>\n"
            .formatted(
                dash,
                pixels(legend),
                TOP - 26,
                pixels(legend + 44),
                TOP - 22,
                Escaped.html(line.name())));
    return legend + 44 + 7.2 * line.name().length() + 24;
  }

  private static void marker(StringBuilder svg, String marker, double x, double y) {
    svg.append(
        "<path class=\"mark\" transform=\"translate(%s %s)\" d=\"%s\"/>\n"
            .formatted(pixels(x), pixels(y), marker));
  }

  private static String pixels(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }
}
