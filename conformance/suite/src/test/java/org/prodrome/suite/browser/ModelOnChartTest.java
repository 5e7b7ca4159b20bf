package org.prodrome.suite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** What the model answers, as a clinician reads it: the differential, why, and the card of the model. */
class ModelOnChartTest {
    private static final String OVERFLOW =
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    private static final String DIABETES_AHEAD = "91e3005e-f148-bd39-ad43-caeb7c855054"; // a planted patient

    @TempDir
    static Path folder;

    @RegisterExtension
    static final DemoJourney demo = new DemoJourney(() -> folder);

    @Test
    void theDifferentialHasThreeColumnsSideBySideAndNoneOfTheseLast() {
        openDifferential();
        demo.browser().keep("differential-1280");
        WebElement first = demo.browser().find("#differential .dx.foretold");

        assertThat(first.getText()).contains("within 90 days").contains("trained on synthetic records");
        List<WebElement> cells = first.findElements(By.cssSelector(".cell"));
        assertThat(cells)
                .extracting(cell -> cell.getDomAttribute("data-column"))
                .containsExactly("Supports", "Argues against", "Not measured");
        assertThat(cells).allMatch(WebElement::isDisplayed);
        assertThat(cells)
                .extracting(cell -> cell.getRect().getY())
                .containsOnly(cells.getFirst().getRect().getY());
        assertThat(demo.browser()
                        .all("#differential .candidates > li")
                        .getLast()
                        .getText())
                .contains("None of these");
    }

    @Test
    void aWhyOpensTheResourcesBehindIt() {
        openDifferential();

        assertThat(demo.browser().find("#why").getText()).contains("rests on, not causes");
        demo.browser().script("document.getElementById('why').scrollIntoView()");
        demo.browser().keep("why-1280");
        demo.browser().click("#why details[open] .bar button.cite");
        assertThat(demo.browser().find("#source-dialog .source").getText()).contains("/");
    }

    @Test
    void theModelsCardIsOneClickAwayAndSaysThatItIsSynthetic() {
        openDifferential();
        demo.browser().click("#differential .about-model");
        String about = demo.browser().find("#about-model .about").getText();

        assertThat(about)
                .contains("Trained on synthetic records")
                .contains("Evaluation in short")
                .contains("AUROC");
        WebElement page = demo.browser().find("#about-model #model-card");
        assertThat(page.getDomAttribute("sandbox")).isEmpty();
        demo.browser().keep("about-model-1280");
        demo.browser().driver().switchTo().frame(page);
        assertThat(demo.browser().find("h1").getText()).contains("prodrome");
    }

    @Test
    void onANarrowScreenTheColumnsStandUnderEachOtherAndNothingScrollsSideways() {
        demo.browser().resize(420, 1100);
        openDifferential();
        List<WebElement> cells =
                demo.browser().find("#differential .dx.foretold").findElements(By.cssSelector(".cell"));

        assertThat(cells)
                .extracting(cell -> cell.getRect().getX())
                .containsOnly(cells.getFirst().getRect().getX());
        assertThat(cells.getFirst().getText()).startsWith("Supports");
        demo.browser().script("document.getElementById('differential').scrollIntoView()");
        demo.browser().keep("differential-420");
        demo.browser().script("document.getElementById('why').scrollIntoView()");
        demo.browser().keep("why-420");
        assertThat(demo.browser().script(OVERFLOW)).isEqualTo(0L);
    }

    @Test
    void onANarrowScreenTheModelsCardFitsAndCanBeClosed() {
        demo.browser().resize(420, 1100);
        openDifferential();
        demo.browser().click("#differential .about-model");
        WebElement about = demo.browser().find("#about-model .about");
        demo.browser().keep("about-model-420");

        assertThat(about.getRect().getWidth()).isLessThanOrEqualTo(420);
        assertThat(demo.browser().script(OVERFLOW)).isEqualTo(0L);
    }

    private void openDifferential() {
        demo.open(DIABETES_AHEAD);
        demo.browser().click("#tab-differential");
        demo.browser().find("#differential .model-line");
    }
}
