package org.prodrome.web.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prodrome.reasoning.model.Outcome;
import org.prodrome.reasoning.model.Trajectory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The drawing holds every day, stays inside its frame, and takes no markup from a name. */
class TrajectoryPlotTest {
    private static final Trajectory RISING =
            TestProfiles.course(TestProfiles.HEART_FAILURE, 3 * 365, 0.02, 0.05, 0.04, 0.12, 0.31);

    @ParameterizedTest
    @EnumSource
    void hasADotPerDayABandAndALine(TrajectoryPlot.Size size) {
        Element svg = drawn(RISING, size);

        assertThat(all(svg, "circle")).hasSize(5);
        assertThat(all(svg, "polygon"))
                .singleElement()
                .satisfies(band ->
                        assertThat(band.getAttribute("points").split(" ")).hasSize(10));
        assertThat(all(svg, "polyline"))
                .singleElement()
                .satisfies(line ->
                        assertThat(line.getAttribute("points").split(" ")).hasSize(5));
    }

    @ParameterizedTest
    @EnumSource
    void laterDaysAreFurtherRightAndHigherRisksHigherUp(TrajectoryPlot.Size size) {
        List<Element> dots = all(drawn(RISING, size), "circle");

        assertThat(dots.stream().map(dot -> Double.parseDouble(dot.getAttribute("cx"))))
                .isSorted();
        assertThat(y(dots.get(4))).isLessThan(y(dots.get(3)));
        assertThat(y(dots.get(2))).isGreaterThan(y(dots.get(1)));
    }

    @ParameterizedTest
    @EnumSource
    void everyWordAndDotIsInsideTheFrame(TrajectoryPlot.Size size) {
        Element svg = drawn(TestProfiles.course(TestProfiles.HEART_FAILURE, 365, 0.999, 0.001, 1), size);
        String[] frame = svg.getAttribute("viewBox").split(" ");

        for (Element word : all(svg, "text")) {
            assertThat(Double.parseDouble(word.getAttribute("x"))).isBetween(0.0, Double.parseDouble(frame[2]) - 30);
            assertThat(Double.parseDouble(word.getAttribute("y"))).isBetween(8.0, Double.parseDouble(frame[3]));
        }
        for (Element dot : all(svg, "circle")) {
            assertThat(y(dot)).isBetween(0.0, Double.parseDouble(frame[3]));
        }
    }

    @Test
    void saysTheHorizonInItsDescriptionAndAtEveryDay() {
        Element svg = drawn(RISING, TrajectoryPlot.Size.WIDE);

        assertThat(svg.getAttribute("role")).isEqualTo("img");
        assertThat(svg.getAttribute("aria-label"))
                .contains("heart failure within 3 years")
                .contains("2026-11-21")
                .contains("31%");
        assertThat(all(svg, "title"))
                .hasSize(5)
                .allSatisfy(title -> assertThat(title.getTextContent()).contains("within 3 years"));
    }

    @Test
    void aNameIsTextAndNeverMarkup() {
        Outcome hostile = new Outcome("x", "<script>alert(1)</script> & \"it's\" onload='x'");
        String svg = TrajectoryPlot.svg(TestProfiles.course(hostile, 365, 0.1, 0.2), TrajectoryPlot.Size.WIDE);

        assertThat(svg).doesNotContain("<script").doesNotContain("onload='");
        assertThat(parsed(svg).getAttribute("aria-label")).contains(hostile.name());
    }

    @Test
    void loadsNothingFromAnywhere() {
        assertThat(TrajectoryPlot.svg(RISING, TrajectoryPlot.Size.WIDE))
                .doesNotContain("href")
                .doesNotContain("url(")
                .doesNotContain("://")
                .doesNotContain("style=");
    }

    @ParameterizedTest
    @EnumSource
    void lineAndBandAreBrokenWhereTheModelWouldHaveDeclined(TrajectoryPlot.Size size) {
        LocalDate between = RISING.points().get(2).date().plusDays(9);
        Trajectory broken = new Trajectory(RISING.outcome(), RISING.horizonDays(), RISING.points(), List.of(between));

        assertThat(all(drawn(broken, size), "polyline"))
                .extracting(line -> line.getAttribute("points").split(" ").length)
                .containsExactly(3, 2);
        assertThat(all(drawn(broken, size), "polygon")).hasSize(2);
        assertThat(all(drawn(broken, size), "circle")).hasSize(5);
    }

    @Test
    void oneDayIsADotWithItsInterval() {
        Element svg = drawn(TestProfiles.course(TestProfiles.CIRRHOSIS, 365, 0.2), TrajectoryPlot.Size.NARROW);

        assertThat(all(svg, "circle")).hasSize(1);
        assertThat(all(svg, "polygon")).isEmpty();
        assertThat(svg.getAttribute("aria-label")).contains("on 2026-11-21 20%");
    }

    @Test
    void withoutADayThereIsNothingToDraw() {
        Trajectory empty = new Trajectory(TestProfiles.CIRRHOSIS, 365, List.of());

        assertThatThrownBy(() -> TrajectoryPlot.svg(empty, TrajectoryPlot.Size.WIDE))
                .hasMessageContaining("a point at least");
    }

    private static double y(Element dot) {
        return Double.parseDouble(dot.getAttribute("cy"));
    }

    private static Element drawn(Trajectory trajectory, TrajectoryPlot.Size size) {
        return parsed(TrajectoryPlot.svg(trajectory, size));
    }

    private static Element parsed(String svg) {
        try {
            Document document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
            return document.getDocumentElement();
        } catch (java.io.IOException
                | javax.xml.parsers.ParserConfigurationException
                | org.xml.sax.SAXException notWellFormed) {
            throw new AssertionError("the drawing is not well-formed: " + svg, notWellFormed);
        }
    }

    private static List<Element> all(Element svg, String name) {
        NodeList found = svg.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }
}
