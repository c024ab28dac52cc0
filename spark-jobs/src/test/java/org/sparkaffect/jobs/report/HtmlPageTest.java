package org.sparkaffect.jobs.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What everybody can read, whatever they read it with. */
class HtmlPageTest {
  private static final double LEAST_CONTRAST = 4.5; // WCAG 2.1, level AA

  private static String html(Findings findings) {
    return HtmlPage.of(ReportDocument.of(findings), "p { margin: 0; }\n");
  }

  private static org.w3c.dom.Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(html.getBytes(UTF_8)));
  }

  private static List<Element> all(org.w3c.dom.Document page, String tag) {
    NodeList nodes = page.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static org.w3c.dom.Document paper() throws Exception {
    return parse(html(MadeUpFindings.ofThePaper()));
  }

  @Test
  void tablesHaveCaptionsAndTheirHeadsSayOfWhat() throws Exception {
    for (Element table : all(paper(), "table")) {
      assertThat(table.getElementsByTagName("caption").getLength()).isEqualTo(1);
      assertThat(table.getElementsByTagName("caption").item(0).getTextContent()).isNotBlank();
      int columns =
          ((Element) table.getElementsByTagName("tr").item(0)).getChildNodes().getLength();
      NodeList rows = table.getElementsByTagName("tr");
      for (int i = 0; i < rows.getLength(); i++) {
        assertThat(rows.item(i).getChildNodes().getLength()).isEqualTo(columns);
      }
    }
    assertThat(all(paper(), "table")).hasSizeGreaterThan(8);
    assertThat(all(paper(), "th")).allMatch(th -> th.getAttribute("scope").matches("col|row"));
  }

  @Test
  void picturesAndChartsHaveAlternativesInWords() throws Exception {
    for (Element svg : all(paper(), "svg")) {
      assertThat(svg.getAttribute("role")).isEqualTo("img");
      String[] names = svg.getAttribute("aria-labelledby").split(" ");
      assertThat(names).hasSize(2);
      Element title = (Element) svg.getElementsByTagName("title").item(0);
      Element description = (Element) svg.getElementsByTagName("desc").item(0);
      assertThat(title.getAttribute("id")).isEqualTo(names[0]);
      assertThat(description.getAttribute("id")).isEqualTo(names[1]);
      assertThat(description.getTextContent()).hasSizeGreaterThan(40);
    }
    assertThat(all(paper(), "svg")).hasSize(1);
    assertThat(all(paper(), "img"))
        .hasSize(1)
        .allMatch(img -> img.getAttribute("alt").length() > 20);
  }

  @Test
  void headingsAreInOrderAndNamesAreUnique() throws Exception {
    org.w3c.dom.Document page = paper();
    assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
    assertThat(all(page, "h1")).hasSize(1);
    assertThat(all(page, "h2")).hasSizeGreaterThan(6);
    assertThat(all(page, "h3")).isEmpty();
    Set<String> ids = new HashSet<>();
    for (Element element : all(page, "*")) {
      if (element.hasAttribute("id")) {
        assertThat(ids.add(element.getAttribute("id"))).isTrue();
      }
    }
    assertThat(all(page, "a")).allMatch(a -> ids.contains(a.getAttribute("href").substring(1)));
  }

  @Test
  void linesAreToldApartWithoutColour() throws Exception {
    assertThat(all(paper(), "path"))
        .filteredOn(path -> path.getAttribute("class").equals("line"))
        .extracting(path -> path.getAttribute("stroke-dasharray"))
        .contains("none", "7 4");
    assertThat(all(paper(), "path"))
        .filteredOn(path -> path.getAttribute("class").equals("mark"))
        .hasSize(15 + 1);
  }

  @Test
  void itNeedsNothingFromElsewhere() throws Exception {
    String html = html(MadeUpFindings.ofThePaper());
    assertThat(html).contains("default-src 'none'").doesNotContain("<script", "@import", "url(");
    for (Element element : all(parse(html), "*")) {
      assertThat(element.getAttribute("src")).matches("|data:image/jpeg;base64,[A-Za-z0-9+/=]+");
      assertThat(element.getAttribute("href")).matches("|#s\\d+");
    }
    assertThat(ImageIO.read(new ByteArrayInputStream(MadeUpFindings.jpeg())).getWidth())
        .isEqualTo(6 * 128);
  }

  /** No text but what was meant: it comes back from the parser as it went in, as one text. */
  @Test
  void textIsOnlyText() throws Exception {
    String shown =
        "</td><script>alert(1)</script> & \"a\" 'b' |c| `d` [e](javascript:f) *g*  # h\ufffd ";

    assertThat(all(paper(), "code")).extracting(Element::getTextContent).containsExactly(shown);
    assertThat(all(paper(), "td")).extracting(Element::getTextContent).contains(shown);
    assertThat(all(paper(), "img").get(0).getAttribute("alt"))
        .isEqualTo("Six faces of the clip %s, in the order of time".formatted(shown));
  }

  @Test
  void anEmptyWorkspaceHasAPageToo() throws Exception {
    org.w3c.dom.Document page = parse(html(MadeUpFindings.empty()));
    assertThat(all(page, "pre").get(0).getTextContent())
        .isEqualTo("deploy/affect extract --manifest MANIFEST --workspace file:/work");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.25, 0.5, 0.75, 0.9, 1})
  void numbersAreReadableOnEveryShade(double shade) {
    assertThat(contrast("#1a1a1a", HtmlPage.colour(shade))).isGreaterThan(LEAST_CONTRAST);
  }

  /** Without colour, deep shades stay apart from light ones. */
  @Test
  void shadesGetDarker() {
    double lightness = luminance(HtmlPage.colour(0));
    for (double shade = 0.1; shade <= 1; shade += 0.1) {
      assertThat(luminance(HtmlPage.colour(shade))).isLessThan(lightness);
      lightness = luminance(HtmlPage.colour(shade));
    }
    assertThat(contrast(HtmlPage.colour(0), HtmlPage.colour(1))).isGreaterThan(2.5);
  }

  private static double contrast(String one, String other) {
    double lighter = Math.max(luminance(one), luminance(other));
    double darker = Math.min(luminance(one), luminance(other));
    return (lighter + 0.05) / (darker + 0.05);
  }

  private static double luminance(String colour) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double c = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      sum += weights[i] * (c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
