package org.sparkaffect.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparkaffect.jobs.report.LineChart.Axis;

class FiguresTest {
  /** Against R's prop.test without continuity correction. */
  @ParameterizedTest
  @CsvSource({
    "5,   10,  23.7 to 76.3",
    "0,   7,   0.0 to 35.4",
    "7,   7,   64.6 to 100.0",
    "374, 653, 53.4 to 61.0",
  })
  void intervalsAreWilsons(long right, long clips, String interval) {
    assertThat(Figures.interval((double) right / clips, clips)).isEqualTo(interval);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5727, 57.3",
    "1,      100.0",
    "0,      0.0",
  })
  void perCentHasOneDigit(double fraction, String percent) {
    assertThat(Figures.percent(fraction)).isEqualTo(percent);
  }

  @ParameterizedTest
  @CsvSource({
    "1.87,  0.5,  2.0,  '0.0 0.5 1.0 1.5 2.0'",
    "150,   50,   150,  '0 50 100 150'",
    "5000,  1000, 5000, '0 1000 2000 3000 4000 5000'",
    "0.043, 0.01, 0.05, '0.00 0.01 0.02 0.03 0.04 0.05'",
  })
  void axesHaveRoundSteps(double largest, double step, double end, String labels) {
    Axis axis = Axis.of(List.of(largest / 3, largest), 0, 100);

    assertThat(axis.step()).isEqualTo(step);
    assertThat(axis.end()).isEqualTo(end);
    assertThat(String.join(" ", axis.ticks().stream().map(axis::label).toList())).isEqualTo(labels);
    assertThat(axis.at(end)).isEqualTo(100);
  }

  @Test
  void thePointsOfALongTrainingAreMeans() {
    var points =
        IntStream.rangeClosed(1, 1000).mapToObj(i -> new Document.Point(i, i % 2)).toList();

    var thin = Curves.thin(points);

    assertThat(thin).hasSize(100).allMatch(point -> point.y() == 0.5);
    assertThat(thin.get(0).x()).isEqualTo(5.5);
  }
}
