package org.prodrome.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.reasoning.model.Trajectory;

class SparklineTest {

    @Test
    void aTinyChangeOfATinyRiskIsDrawnFlat() {
        assertThat(rise(0.0010, 0.0012)).isLessThan(0.5);
        assertThat(rise(0.05, 0.4)).isGreaterThan(10);
    }

    @Test
    void theScaleStandsInSightAndInTheName() {
        Component course = Sparkline.ofCourse(TestProfiles.course(TestProfiles.CIRRHOSIS, 365, 0.001, 0.0012));

        assertThat(course.getElement().getTextRecursively()).contains("0 to 5.0%");
        assertThat(picture(course).getElement().getAttribute("aria-label"))
                .startsWith(
                        "Risk of cirrhosis, diagnosed within 1 year, on 2 days from 2026-05-21 to 2026-11-21: 0.1% to 0.1%")
                .endsWith("drawn from 0 to 5.0%");
    }

    @Test
    void noLineIsDrawnAcrossADayThatTheModelWouldHaveDeclined() {
        Trajectory whole = TestProfiles.course(TestProfiles.CIRRHOSIS, 365, 0.1, 0.2, 0.3, 0.4);
        Trajectory broken = new Trajectory(whole.outcome(), 365, whole.points(), List.of(LocalDate.of(2026, 1, 9)));

        assertThat(svg(whole).split("<polyline")).hasSize(2);
        assertThat(svg(broken).split("<polyline")).hasSize(3);
    }

    @Test
    void valuesAreDrawnBetweenTheirOwnEndsAndTheNameSaysThem() {
        Component values = Sparkline.ofValues(List.of(new double[] {0, 138}, new double[] {30, 141.5}));

        assertThat(values.getElement().getAttribute("aria-label")).isEqualTo("2 values, drawn from 138 to 141.5");
    }

    private static double rise(double first, double last) {
        String svg = svg(TestProfiles.course(TestProfiles.CIRRHOSIS, 365, first, last));
        String line = svg.substring(svg.indexOf("<polyline")).replaceAll("(?s).*?points=\"([^\"]*)\".*", "$1");
        double[] heights = Arrays.stream(line.split(" "))
                .mapToDouble(point -> Double.parseDouble(point.split(",")[1]))
                .toArray();
        return heights[0] - heights[1];
    }

    private static String svg(Trajectory course) {
        return picture(Sparkline.ofCourse(course)).getElement().getProperty("innerHTML");
    }

    private static Component picture(Component course) {
        return course.getChildren()
                .filter(Sparkline.class::isInstance)
                .findFirst()
                .orElseThrow();
    }
}
