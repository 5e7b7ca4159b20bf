package org.prodrome.suite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** What one reader is shown in the chart: one card for a rule and the model's alert, and that something is not for their role. */
class ForReaderTest {
    private static final String DIABETES_NOT_LISTED = "e9b10b4e-6f4c-4b60-f8fc-02ffee69166e";
    private static final String COLORECTAL_CANCER_AHEAD = "08c294d3-4282-2ffc-a3d1-28d8798323b3";
    private static final String NOT_SHOWN = "--prodrome.suppression.not-shown[0].";

    @TempDir
    static Path folder;

    @RegisterExtension
    static final DemoJourney demo = new DemoJourney(
            () -> folder,
            NOT_SHOWN + "rules[0]=diabetes-unlisted",
            NOT_SHOWN + "roles[0]=Practitioner",
            NOT_SHOWN + "reason=Committee, 2026-11-12: the diabetes nurses see it in their own list");

    @Test
    void aSuggestionThatIsNotForTheReadersRoleIsSaidToBeThereAndOpensOnDemand() {
        demo.open(DIABETES_NOT_LISTED);
        assertThat(demo.chart().notForReader()).contains("1 suggestion is not shown for your role");
        assertThat(demo.chart().suggestion("diabetes-unlisted").isDisplayed()).isFalse();
        demo.browser().keep("not-for-reader-1280");

        demo.chart().openNotForReader();
        WebElement card = demo.chart().suggestion("diabetes-unlisted");
        assertThat(card.isDisplayed()).isTrue();
        demo.browser().keep("not-for-reader-open-1280");

        demo.chart().override("diabetes-unlisted", "Will monitor");
        demo.chart().openDecided();
        assertThat(demo.chart().decided())
                .anySatisfy(text -> assertThat(text).startsWith("OVERRIDDEN diabetes-unlisted"));
    }

    @Test
    void theNoticeFitsANarrowScreen() {
        demo.browser().resize(420, 1100);
        demo.open(DIABETES_NOT_LISTED);
        demo.chart().openNotForReader();
        demo.browser().script("document.getElementById('not-for-reader').scrollIntoView()");
        demo.browser().keep("not-for-reader-420");

        assertThat(demo.chart().tooWideBy()).isZero();
    }

    @Test
    void aRuleAndTheModelsAlertOfOneOutcomeAreOneCardWithBothSourcesAndItsPartsApart() {
        demo.open(COLORECTAL_CANCER_AHEAD);
        WebElement card = demo.chart().joined();
        demo.browser()
                .script("document.querySelector('article.suggestion .other-part').scrollIntoView({block: 'center'})");
        demo.browser().keep("joined-card-1280");

        assertThat(demo.chart().sources(card))
                .hasSize(2)
                .anySatisfy(source -> assertThat(source).startsWith("Rule colorectal-screening"))
                .anySatisfy(source -> assertThat(source).startsWith("Model prodrome-default"));
        assertThat(demo.chart().offers("model/colorectal-cancer")).isFalse();
        assertThat(card.getText())
                .containsSubsequence(
                        "Colorectal cancer screening",
                        "Risk of colorectal cancer within 3 years",
                        "of 100 people with a record like this");
    }

    @Test
    void theJoinedCardFitsANarrowScreen() {
        demo.browser().resize(420, 1100);
        demo.open(COLORECTAL_CANCER_AHEAD);
        demo.chart().joined();
        demo.browser()
                .script("document.querySelector('article.suggestion .other-part').scrollIntoView({block: 'center'})");
        demo.browser().keep("joined-card-420");

        assertThat(demo.chart().tooWideBy()).isZero();
    }
}
