package org.sparkaffect.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownPageTest {
  private static final String PAGE =
      MarkdownPage.of(ReportDocument.of(MadeUpFindings.ofThePaper()));

  @Test
  void tablesHaveTheSameCellsInEachRow() {
    int cells = 0;
    int tables = 0;
    for (String line : PAGE.lines().toList()) {
      if (!line.startsWith("|")) {
        cells = 0;
        continue;
      }
      int ofLine = line.replaceAll("\\\\.", "").replaceAll("[^|]", "").length();
      tables += cells == 0 ? 1 : 0;
      assertThat(cells).as(line).isIn(0, ofLine);
      cells = ofLine;
    }
    assertThat(tables).isGreaterThan(8);
  }

  @Test
  void numbersAreThoseOfThePaper() {
    assertThat(PAGE.lines())
        .contains(
            "| Happy | 6 (4.2 %) | 0 (0.0 %) | 0 (0.0 %) | **129** (89.6 %) | 2 (1.4 %) | 7 (4.9 %) | 0 (0.0 %) | 89.6 |",
            "| Accuracy | 54.0 | 57.3 | +3.3 |",
            "Right by fusion: 57.3 % of 653 clips in test, 54.0 % of 593 clips in val.");
  }

  @Test
  void textIsOnlyText() {
    assertThat(PAGE)
        .contains(
            "&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"a\" 'b' \\|c\\| \\`d\\` \\[e\\](javascript:f) \\*g\\*  \\# h\ufffd")
        .doesNotContain("<", "\u202e", "\u0000");
  }

  @Test
  void headingsAreOfTwoLevels() {
    List<String> headings = PAGE.lines().filter(line -> line.startsWith("#")).toList();
    assertThat(headings.get(0)).isEqualTo("# Emotion in video");
    assertThat(headings.subList(1, headings.size())).allMatch(line -> line.startsWith("## "));
  }
}
