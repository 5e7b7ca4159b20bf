package org.prodrome.suite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** A rule and the model that speak of one matter are one card in both places. */
class OneCardTest {
    private static final String DIABETES_NOT_LISTED = "e9b10b4e-6f4c-4b60-f8fc-02ffee69166e";
    private static final String CKD_4 = "eecd6b77-03d4-6d67-38b4-d2ddf7f5ad04";
    private static final String RULE = "diabetes-unlisted";
    private static final String RISK = "model/type-2-diabetes";

    @TempDir
    static Path folder;

    @RegisterExtension
    static final DemoJourney demo = new DemoJourney(() -> folder);

    @Test
    void aRulesCardSaysWhatTheModelSaysOfTheOutcomeItIsAboutAlsoWhenItDeclines() {
        demo.open(DIABETES_NOT_LISTED);
        WebElement card = demo.chart().suggestion(RULE);

        assertThat(card.getText())
                .contains("Context, no reason by itself")
                .contains("Risk of type 2 diabetes")
                .contains("model prodrome-default")
                .contains("trained on synthetic records");
        assertThat(demo.chart().offers(RISK)).isFalse();
        demo.browser().keep("risk-beside-rule");
    }

    @Test
    void anOrdersCardHasTheModelsWordOnTheOutcomeItsRuleIsAbout() {
        demo.ehr().openOrderEntry(CKD_4);
        demo.ehr().order("metformin-500");
        WebElement card = demo.ehr().card("etformin");
        demo.browser().keep("order-entry-context");

        assertThat(card.getDomAttribute("data-indicator")).isEqualTo("critical");
        assertThat(card.getText()).containsAnyOf("Risk of chronic kidney disease", "the model's risks:");
    }
}
