package org.sparkaffect.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sparkaffect.jobs.report.Document.Chart;
import org.sparkaffect.jobs.report.Document.Line;
import org.sparkaffect.jobs.report.Document.Point;
import org.sparkaffect.jobs.table.TrainingLogRow;

/** The curves of loss of a training. */
final class Curves {
  /** More would be one above the other. */
  private static final int MOST_POINTS = 100;

  private Curves() {}

  static Chart of(String network, List<TrainingLogRow> log) {
    List<TrainingLogRow> validated = log.stream().filter(row -> row.valLoss() != null).toList();
    List<Line> lines = new ArrayList<>();
    lines.add(
        new Line(
            "training",
            thin(log.stream().map(row -> new Point(row.iteration(), row.trainLoss())).toList()),
            false));
    lines.add(
        new Line(
            "validation",
            thin(validated.stream().map(row -> new Point(row.iteration(), row.valLoss())).toList()),
            true));
    return new Chart("Loss of " + network, description(log, validated), "iteration", "nats", lines);
  }

  private static String description(List<TrainingLogRow> log, List<TrainingLogRow> validated) {
    TrainingLogRow last = log.get(log.size() - 1);
    String training =
        "The loss in training goes from %s to %s in %d iterations"
            .formatted(
                Figures.number(log.get(0).trainLoss()),
                Figures.number(last.trainLoss()),
                last.iteration());
    return validated.stream()
        .min(Comparator.comparing(TrainingLogRow::valLoss))
        .map(
            least ->
                "%s; in validation it is least, %s, after %d, and %s at the end."
                    .formatted(
                        training,
                        Figures.number(least.valLoss()),
                        least.iteration(),
                        Figures.number(validated.get(validated.size() - 1).valLoss())))
        .orElse(training + ".");
  }

  /** Means of neighbours where there are too many points. */
  static List<Point> thin(List<Point> points) {
    int each = (points.size() + MOST_POINTS - 1) / MOST_POINTS;
    if (each <= 1) {
      return points;
    }
    List<Point> means = new ArrayList<>();
    for (int from = 0; from < points.size(); from += each) {
      List<Point> some = points.subList(from, Math.min(points.size(), from + each));
      means.add(
          new Point(
              some.stream().mapToDouble(Point::x).average().orElseThrow(),
              some.stream().mapToDouble(Point::y).average().orElseThrow()));
    }
    return means;
  }
}
