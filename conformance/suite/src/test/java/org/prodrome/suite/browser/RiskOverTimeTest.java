package org.prodrome.suite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.suite.process.Repository;
import org.prodrome.suite.process.TwoProcesses;

/** The risk's course is seen as a plot and as a table, on a wide screen and on a narrow one. */
@ExtendWith(KeepsPictureOnFailure.class)
class RiskOverTimeTest {
    private static final String HYPERTENSION_AND_CKD_3 = "0163bdeb-0a1c-67cf-0b2a-71feee963671";
    private static final String OVERFLOW =
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth";

    @TempDir
    static Path folder;

    private static TwoProcesses both;
    private Browser browser;
    private ProdromeChart chart;

    @BeforeAll
    static void startBoth() {
        both = TwoProcesses.start(TwoProcesses.Options.demo(folder));
    }

    @AfterAll
    static void stopBoth() {
        both.close();
    }

    @BeforeEach
    void openChart() {
        browser = Browser.open(Repository.root().resolve("conformance/suite/target/pictures"));
        KeepsPictureOnFailure.watch(browser);
        Ehr ehr = new Ehr(browser, both.sandbox().address().toString());
        chart = new ProdromeChart(browser);
        ehr.openChart(HYPERTENSION_AND_CKD_3);
        ehr.openProdrome();
        chart.isLoaded();
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void risksComeWithVerdictHorizonAndWhatTheModelSaw() {
        assertThat(browser.all("#risks .verdict"))
                .isNotEmpty()
                .allSatisfy(verdict -> assertThat(verdict.getText())
                        .containsAnyOf("Higher than", "Lower than", "Undetermined: ")
                        .doesNotContain("Unlikely"));
        assertThat(browser.find("#risks-basis").getText())
                .containsPattern("The model saw [0-9,]+ of [0-9,]+ dated events")
                .contains("trained on synthetic records");
        browser.keep("risks-1280");
    }

    @Test
    void theCourseIsAPlotWithTheSameInATable() {
        chart.openRiskOverTime();
        String plot = browser.find("#trajectories .plot.wide").getDomAttribute("aria-label");
        browser.keep("risk-over-time-1280");
        chart.openTrajectoryTable();

        assertThat(browser.find("#trajectories .plot.wide").isDisplayed()).isTrue();
        assertThat(plot).contains("within 3 years of each day");
        assertThat(browser.all("#trajectory-table tbody tr"))
                .hasSameSizeAs(browser.all("#trajectories .plot.wide circle"))
                .hasSizeGreaterThan(1);
        assertThat(browser.find("#trajectories").getText()).contains("Model ").contains("trained on synthetic records");
        browser.keep("risk-over-time-table-1280");
    }

    @Test
    void anotherHorizonDrawsAnotherCourse() {
        chart.openRiskOverTime();
        chart.chooseHorizon("1 year");

        assertThat(browser.reads("#trajectories .trajectory", "within 1 year of each day"))
                .doesNotContain("within 3 years");
        assertThat(browser.find("#trajectories .plot.wide").getDomAttribute("aria-label"))
                .contains("within 1 year of each day");
    }

    @Test
    void aNarrowScreenGetsADrawingOfItsOwnAndNoSidewaysScrolling() {
        browser.resize(420, 1100);
        chart.openRiskOverTime();
        chart.openTrajectoryTable();

        assertThat(browser.find("#trajectories .plot.narrow").isDisplayed()).isTrue();
        assertThat(browser.find("#trajectories .plot.wide").isDisplayed()).isFalse();
        assertThat(browser.script(OVERFLOW)).isEqualTo(0L);
        browser.keep("risk-over-time-420");
    }
}
