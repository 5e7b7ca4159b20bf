package org.prodrome.suite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The risk's course is seen as a plot and as a table, on a wide screen and on a narrow one. */
class RiskOverTimeTest {
    private static final String KIDNEY_DISEASE_AHEAD = "414d42c4-cd46-c39a-4145-0af0368cdeb7";
    private static final String NEW_HERE = "e114a52b-a45e-61c0-f7af-4dd39e156b3d";
    private static final String OVERFLOW =
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth";

    @TempDir
    static Path folder;

    @RegisterExtension
    static final DemoJourney demo = new DemoJourney(() -> folder);

    @BeforeEach
    void openChart() {
        demo.open(KIDNEY_DISEASE_AHEAD);
    }

    @Test
    void risksComeWithVerdictHorizonAndWhatTheModelSaw() {
        assertThat(demo.browser().all("#risks .verdict"))
                .isNotEmpty()
                .allSatisfy(verdict -> assertThat(verdict.getText())
                        .containsAnyOf("Higher than", "Lower than", "Undetermined: ")
                        .doesNotContain("Unlikely"));
        assertThat(demo.browser().find("#risks-basis").getText())
                .containsPattern("The model saw [0-9,]+ of [0-9,]+ dated events")
                .contains("trained on synthetic records");
        demo.browser().script("document.getElementById('risks').scrollIntoView()");
        demo.browser().keep("risks-1280");
    }

    @Test
    void onANarrowScreenTheRisksAreReadWithoutScrollingSideways() {
        demo.browser().resize(420, 1100);
        demo.browser().script("document.getElementById('risks').scrollIntoView()");

        assertThat(demo.browser().script(OVERFLOW)).isEqualTo(0L);
        assertThat(demo.browser().find("#risks-basis").isDisplayed()).isTrue();
        demo.browser().keep("risks-420");
    }

    @Test
    void theCourseIsAPlotWithTheSameInATable() {
        demo.chart().openRiskOverTime();
        String plot = demo.browser().find("#trajectories .plot.wide").getDomAttribute("aria-label");
        demo.browser().keep("risk-over-time-1280");
        demo.chart().openTrajectoryTable();

        assertThat(demo.browser().find("#trajectories .plot.wide").isDisplayed())
                .isTrue();
        assertThat(plot).contains("within 3 years of each day");
        assertThat(demo.browser().all("#trajectory-table tbody tr"))
                .hasSameSizeAs(demo.browser().all("#trajectories .plot.wide circle"))
                .hasSizeGreaterThan(1);
        assertThat(demo.browser().find("#trajectories").getText())
                .contains("Model ")
                .contains("trained on synthetic records");
        demo.browser().keep("risk-over-time-table-1280");
    }

    @Test
    void anotherHorizonDrawsAnotherCourse() {
        demo.chart().openRiskOverTime();
        demo.chart().chooseHorizon("1 year");

        assertThat(demo.browser().reads("#trajectories .trajectory", "within 1 year of each day"))
                .doesNotContain("within 3 years");
        assertThat(demo.browser().find("#trajectories .plot.wide").getDomAttribute("aria-label"))
                .contains("within 1 year of each day");
    }

    @Test
    void aNarrowScreenGetsADrawingOfItsOwnAndNoSidewaysScrolling() {
        demo.browser().resize(420, 1100);
        demo.chart().openRiskOverTime();
        demo.chart().openTrajectoryTable();

        assertThat(demo.browser().find("#trajectories .plot.narrow").isDisplayed())
                .isTrue();
        assertThat(demo.browser().find("#trajectories .plot.wide").isDisplayed())
                .isFalse();
        assertThat(demo.browser().script(OVERFLOW)).isEqualTo(0L);
        demo.browser().keep("risk-over-time-420");
    }

    @Test
    void ofAPatientWhoIsNewHereNothingIsForetoldAndTheReasonIsSaid() {
        demo.open(NEW_HERE);

        assertThat(demo.browser().all("#risks .verdict")).isEmpty();
        assertThat(demo.chart().risks()).contains("Not answered: too little history");
        demo.browser().keep("abstains-1280");
    }
}
