package org.prodrome.suite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/** A launch from the sandbox EHR ends in an accepted draft; what is decided in one place counts in the other. */
class FirstLightTest {
    private static final String DIABETES_NOT_LISTED = "e9b10b4e-6f4c-4b60-f8fc-02ffee69166e";
    private static final String DIABETES_NOT_LISTED_TOO = "a1f3bcc2-7f43-77d7-e9d3-04eac217921e";
    private static final String COLORECTAL_CANCER_AHEAD = "08c294d3-4282-2ffc-a3d1-28d8798323b3";
    private static final String CKD_4_WITH_NITRATE = "eecd6b77-03d4-6d67-38b4-d2ddf7f5ad04";
    private static final String PENICILLIN_ALLERGY = "be5e2a42-589d-8dbe-90d3-b2684b0e68c8";
    private static final String DIABETES_MONITORING_DUE = "2ed3f1a2-8d51-fabf-efba-4d4ea3e44763";
    private static final String HBA1C_RULE = "diabetes-unlisted";

    @TempDir
    static Path folder;

    @RegisterExtension
    static final DemoJourney demo = new DemoJourney(() -> folder);

    @Test
    void theListHoldsAtLeastTwentyFourPatients() {
        assertThat(demo.ehr().patientsListed()).isGreaterThanOrEqualTo(24);
    }

    @Test
    void theAppOpensInsideTheChartFromAnotherSiteOnTheRightPatient() {
        demo.ehr().openChart(COLORECTAL_CANCER_AHEAD);
        String name = demo.ehr().bannerName();
        demo.ehr().openProdrome();
        demo.chart().isLoaded();

        assertThat(name).contains(demo.chart().patientName());
        assertThat(demo.chart().sentences()).isPositive();
        assertThat(demo.chart().sentencesWithoutSource()).isZero();
        assertThat(demo.chart().openFirstSource()).contains("/");
        assertThat(demo.chart().risks()).contains("within").contains("Model");
        assertThat(demo.browser().find("#synthetic-notice").getText()).contains("synthetic");
        demo.browser().keep("chart-1280");
    }

    @Test
    void anAcceptedDraftLandsInTheEhrWithItsProvenanceAndIsNotOfferedAgain() {
        demo.ehr().openChart(DIABETES_NOT_LISTED);
        assertThat(demo.ehr().card("HbA1c")).isNotNull();
        demo.ehr().openProdrome();
        demo.chart().isLoaded();
        String resource = demo.chart().acceptFirstSuggestion(HBA1C_RULE);
        demo.chart().openDecided();

        assertThat(resource).contains("AIAST");
        assertThat(demo.chart().decided()).anySatisfy(text -> assertThat(text).startsWith("ACCEPTED " + HBA1C_RULE));
        demo.ehr().openChart(DIABETES_NOT_LISTED);
        demo.ehr().adviceIsIn();
        assertThat(demo.ehr().cardSummaries()).noneMatch(summary -> summary.contains("problem list"));
        demo.browser().keep("ehr-after-accept");
    }

    @Test
    void anOverrideInTheAppNeedsAReasonAndCountsInTheEhr() {
        demo.open(DIABETES_NOT_LISTED_TOO);
        demo.chart().override(HBA1C_RULE, "Will monitor");
        demo.chart().openDecided();

        assertThat(demo.chart().decided())
                .anySatisfy(text -> assertThat(text).startsWith("OVERRIDDEN").contains("Will monitor"));
        demo.ehr().openChart(DIABETES_NOT_LISTED_TOO);
        demo.ehr().adviceIsIn();
        assertThat(demo.ehr().cardSummaries()).noneMatch(summary -> summary.contains("problem list"));
    }

    @Test
    void aClashingOrderIsWarnedOfTheSuggestionAppliedAndTheAppKnows() {
        demo.ehr().openOrderEntry(CKD_4_WITH_NITRATE);
        demo.ehr().order("sildenafil-50");
        WebElement card = demo.ehr().card("nitr");
        assertThat(card.getDomAttribute("data-indicator")).isEqualTo("critical");
        demo.browser().keep("order-entry-1280");
        demo.ehr().applyFirstSuggestion(card);
        demo.browser().until(d -> demo.ehr().draftOrders() == 0 ? Boolean.TRUE : null, "the order was not taken back");
        demo.ehr().order("hba1c");
        demo.ehr().sign();
        demo.browser().reads("#sign-status", "igned");

        demo.open(CKD_4_WITH_NITRATE);
        demo.chart().openDecided();
        assertThat(demo.chart().decided())
                .anySatisfy(text -> assertThat(text).startsWith("ACCEPTED").contains("in the EHR"));
    }

    @Test
    void aPenicillinForAnAllergicPatientIsACriticalCard() {
        demo.ehr().openOrderEntry(PENICILLIN_ALLERGY);
        demo.ehr().order("amoxicillin-500");

        assertThat(demo.ehr().card("enicillin").getDomAttribute("data-indicator"))
                .isEqualTo("critical");
    }

    @Test
    void aCardsLinkOpensTheAppOnThatVeryMatter() {
        demo.ehr().openChart(DIABETES_MONITORING_DUE);
        WebElement card = demo.ehr().card("due");
        demo.ehr().followSmartLink(card);
        demo.chart().isLoaded();

        assertThat(demo.chart().pointedSource()).isEqualTo("diabetes-monitoring");
    }

    @Test
    void whatTheServerCannotGiveIsSaidAndTheRestIsShown() {
        demo.faults("{\"type\":\"server-error\",\"resourceType\":\"Condition\"}");
        demo.open(DIABETES_NOT_LISTED);

        assertThat(demo.chart().gaps()).contains("Condition");
        assertThat(demo.chart().sentences()).isPositive();
        demo.browser().keep("chart-with-gap");
    }

    @Test
    void theChartIsReadableOnANarrowScreen() {
        demo.browser().resize(420, 1100);
        demo.open(CKD_4_WITH_NITRATE);
        Object overflow = demo.browser()
                .script("return document.documentElement.scrollWidth - document.documentElement.clientWidth");

        assertThat(overflow).isEqualTo(0L);
        demo.browser().keep("chart-420");
    }
}
