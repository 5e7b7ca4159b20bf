package org.prodrome.suite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.prodrome.sandbox.fault.SmartDefect;
import org.prodrome.suite.process.Repository;
import org.prodrome.suite.spec.smart.app.Hospitals;

/** What a user does outside a chart, sees when a launch is refused, and when several charts open at once. */
@ExtendWith(KeepsPictureOnFailure.class)
class SeveralEhrsTest {
    @TempDir
    static Path folder;

    private static Hospitals hospitals;
    private Browser browser;
    private ProdromeChart chart;

    @BeforeAll
    static void openHospitals() throws IOException {
        hospitals = Hospitals.open(folder);
    }

    @AfterAll
    static void closeHospitals() {
        hospitals.close();
    }

    @BeforeEach
    void openBrowser() {
        browser = Browser.open(Repository.root().resolve("conformance/suite/target/pictures"));
        KeepsPictureOnFailure.watch(browser);
        chart = new ProdromeChart(browser);
    }

    @AfterEach
    void closeBrowser() {
        hospitals.first().faults().clear();
        browser.close();
    }

    @Test
    void aUserChoosesTheEhrAndThereThePatient() {
        browser.go(hospitals.app("/standalone").toString());
        browser.find("#issuer-1");
        browser.keep("standalone-1280");
        browser.resize(420, 900);
        assertThat(overflow()).isEqualTo(0L);
        browser.keep("standalone-420");
        browser.resize(1280, 960);
        browser.click("#issuer-1");
        var patient = hospitals.first().store().patients().get(1);
        browser.find("#standalone-patient-search").sendKeys(patient.id());
        browser.click("#standalone-search");
        browser.click("#standalone-patient-" + patient.id());
        browser.keep("standalone-ehr-picker");
        browser.click("#standalone-allow");
        chart.isLoaded();

        assertThat(chart.patientName()).isNotBlank();
        browser.keep("standalone-chart");
    }

    @Test
    void aUserWhoDeclinesReadsSo() {
        browser.go(hospitals.app("/standalone").toString());
        browser.click("#issuer-1");
        browser.click("#standalone-deny");

        assertThat(browser.find("#launch-refused-sentence").getText()).contains("allow");
    }

    @Test
    void whereTheEhrHasNoPickerTheAppHasOne() {
        browser.go(hospitals.app("/standalone").toString());
        browser.click("#issuer-2");
        browser.click("#standalone-allow");
        browser.find("#patient-search");
        browser.click("#patient-search-go");
        browser.reads("#patient-results", "Give a name");
        browser.find("#patient-search input").sendKeys("a", Keys.ENTER);
        browser.find("#patient-result-1");
        browser.keep("picker-1280");
        browser.resize(420, 900);
        assertThat(overflow()).isEqualTo(0L);
        browser.keep("picker-420");
        browser.resize(1280, 960);
        String words = browser.find("#patient-result-2").getText();
        browser.click("#patient-result-2");
        chart.isLoaded();

        assertThat(words).contains(chart.patientName());
    }

    @Test
    void aRefusedLaunchIsToldInWordsWithABlockForTheAdministrator() {
        hospitals.first().faults().set(SmartDefect.WRONG_NONCE);
        browser.go(hospitals.launchAtFirst(0).toString());

        assertThat(browser.find("#launch-refused-sentence").getText()).contains("who you are");
        assertThat(browser.find("#launch-refused-administrator").getText())
                .contains("Reference:", "Expected:", "Got:", "Clause:");
        browser.keep("refused-1280");
        browser.resize(420, 900);
        assertThat(overflow()).isEqualTo(0L);
        browser.keep("refused-420");
    }

    @Test
    void anArrivalThatIsNotThisBrowsersSaysSo() {
        browser.go(hospitals.app("/launch/arrival/another-browsers-handle").toString());

        assertThat(browser.reads("#arrival", "ended")).contains("open Prodrome again");
    }

    /** A browser that never saw the app opens three charts at once; each frame keeps its own patient. */
    @Test
    void chartsThatOpenAtOnceInAColdBrowserAllOpen() {
        browser.go(hospitals.first().origin() + "/");
        StringBuilder frames = new StringBuilder("document.body.innerHTML = '';");
        for (int i = 0; i < 3; i++) {
            frames.append("var f = document.createElement('iframe'); f.id = 'chart-")
                    .append(i)
                    .append("'; f.width = 1200; f.height = 900; f.src = '")
                    .append(hospitals.launchAtFirst(i))
                    .append("'; document.body.append(f);");
        }
        browser.script(frames.toString());
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            browser.frame("iframe#chart-" + i);
            chart.isLoaded();
            names.add(chart.patientName());
        }

        assertThat(names).doesNotHaveDuplicates().hasSize(3);
    }

    private @Nullable Object overflow() {
        return browser.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }
}
