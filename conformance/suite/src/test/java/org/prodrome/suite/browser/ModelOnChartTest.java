package org.prodrome.suite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.prodrome.suite.process.Repository;
import org.prodrome.suite.process.TwoProcesses;

/** What the model answers, as a clinician reads it: the differential, why, and the card of the model. */
@ExtendWith(KeepsPictureOnFailure.class)
class ModelOnChartTest {
    private static final String DIABETES_NOT_LISTED = "e9b10b4e-6f4c-4b60-f8fc-02ffee69166e";

    @TempDir
    static Path folder;

    private static TwoProcesses both;
    private Browser browser;
    private Ehr ehr;
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
    void openBrowser() {
        browser = Browser.open(Repository.root().resolve("conformance/suite/target/pictures"));
        KeepsPictureOnFailure.watch(browser);
        ehr = new Ehr(browser, both.sandbox().address().toString());
        chart = new ProdromeChart(browser);
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void theDifferentialHasThreeColumnsSideBySideAndNoneOfTheseLast() {
        openDifferential();
        browser.keep("differential-1280");
        WebElement first = browser.find("#differential .dx.foretold");

        assertThat(first.getText()).contains("within 90 days").contains("trained on synthetic records");
        List<WebElement> cells = first.findElements(By.cssSelector(".cell"));
        assertThat(cells)
                .extracting(cell -> cell.getDomAttribute("data-column"))
                .containsExactly("Supports", "Argues against", "Not measured");
        assertThat(cells).allMatch(WebElement::isDisplayed);
        assertThat(cells)
                .extracting(cell -> cell.getRect().getY())
                .containsOnly(cells.getFirst().getRect().getY());
        assertThat(browser.all("#differential .candidates > li").getLast().getText())
                .contains("None of these");
    }

    @Test
    void aWhyOpensTheResourcesBehindIt() {
        openDifferential();

        assertThat(browser.find("#why").getText()).contains("rests on, not causes");
        browser.script("document.getElementById('why').scrollIntoView()");
        browser.keep("why-1280");
        browser.click("#why details[open] .bar button.cite");
        assertThat(browser.find("#source-dialog .source").getText()).contains("/");
    }

    @Test
    void theModelsCardIsOneClickAwayAndSaysThatItIsSynthetic() {
        openDifferential();
        browser.click("#differential .about-model");
        String about = browser.find("#about-model .about").getText();

        assertThat(about)
                .contains("Trained on synthetic records")
                .contains("Evaluation in short")
                .contains("AUROC");
        WebElement page = browser.find("#about-model #model-card");
        assertThat(page.getDomAttribute("sandbox")).isEmpty();
        browser.keep("about-model-1280");
        browser.driver().switchTo().frame(page);
        assertThat(browser.find("h1").getText()).contains("prodrome");
    }

    @Test
    void onANarrowScreenTheColumnsStandUnderEachOtherAndNothingScrollsSideways() {
        browser.resize(420, 1100);
        openDifferential();
        List<WebElement> cells = browser.find("#differential .dx.foretold").findElements(By.cssSelector(".cell"));

        assertThat(cells)
                .extracting(cell -> cell.getRect().getX())
                .containsOnly(cells.getFirst().getRect().getX());
        assertThat(cells.getFirst().getText()).startsWith("Supports");
        browser.script("document.getElementById('why').scrollIntoView()");
        browser.keep("why-420");
        assertThat(browser.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .isEqualTo(0L);
    }

    private void openDifferential() {
        ehr.openChart(DIABETES_NOT_LISTED);
        ehr.openProdrome();
        chart.isLoaded();
        browser.click("#tab-differential");
        browser.find("#differential .model-line");
    }
}
