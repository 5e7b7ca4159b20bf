package org.prodrome.suite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;
import org.prodrome.suite.process.Repository;
import org.prodrome.suite.process.TwoProcesses;

/** A launch from the sandbox EHR ends in an accepted draft; what is decided in one place counts in the other. */
@ExtendWith(KeepsPictureOnFailure.class)
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
    void openBrowser(TestInfo info) {
        browser = Browser.open(Repository.root().resolve("conformance/suite/target/pictures"));
        KeepsPictureOnFailure.watch(browser);
        ehr = new Ehr(browser, both.sandbox().address().toString());
        chart = new ProdromeChart(browser);
    }

    @AfterEach
    void closeBrowser() {
        setFaults("{\"faults\":[]}");
        browser.close();
    }

    @Test
    void theListHoldsAtLeastTwentyFourPatients() {
        assertThat(ehr.patientsListed()).isGreaterThanOrEqualTo(24);
    }

    @Test
    void theAppOpensInsideTheChartFromAnotherSiteOnTheRightPatient() {
        ehr.openChart(COLORECTAL_CANCER_AHEAD);
        String name = ehr.bannerName();
        ehr.openProdrome();
        chart.isLoaded();

        assertThat(name).contains(chart.patientName());
        assertThat(chart.sentences()).isPositive();
        assertThat(chart.sentencesWithoutSource()).isZero();
        assertThat(chart.openFirstSource()).contains("/");
        assertThat(chart.risks()).contains("within").contains("Model");
        assertThat(browser.find("#synthetic-notice").getText()).contains("synthetic");
        browser.keep("chart-1280");
    }

    @Test
    void anAcceptedDraftLandsInTheEhrWithItsProvenanceAndIsNotOfferedAgain() {
        ehr.openChart(DIABETES_NOT_LISTED);
        assertThat(ehr.card("HbA1c")).isNotNull();
        ehr.openProdrome();
        chart.isLoaded();
        String resource = chart.acceptFirstSuggestion(HBA1C_RULE);
        chart.openDecided();

        assertThat(resource).contains("AIAST");
        assertThat(chart.decided()).anySatisfy(text -> assertThat(text).startsWith("ACCEPTED " + HBA1C_RULE));
        ehr.openChart(DIABETES_NOT_LISTED);
        ehr.adviceIsIn();
        assertThat(ehr.cardSummaries()).noneMatch(summary -> summary.contains("problem list"));
        browser.keep("ehr-after-accept");
    }

    @Test
    void anOverrideInTheAppNeedsAReasonAndCountsInTheEhr() {
        ehr.openChart(DIABETES_NOT_LISTED_TOO);
        ehr.openProdrome();
        chart.isLoaded();
        chart.override(HBA1C_RULE, "Will monitor");
        chart.openDecided();

        assertThat(chart.decided())
                .anySatisfy(text -> assertThat(text).startsWith("OVERRIDDEN").contains("Will monitor"));
        ehr.openChart(DIABETES_NOT_LISTED_TOO);
        ehr.adviceIsIn();
        assertThat(ehr.cardSummaries()).noneMatch(summary -> summary.contains("problem list"));
    }

    @Test
    void aClashingOrderIsWarnedOfTheSuggestionAppliedAndTheAppKnows() {
        ehr.openOrderEntry(CKD_4_WITH_NITRATE);
        ehr.order("sildenafil-50");
        WebElement card = ehr.card("nitr");
        assertThat(card.getDomAttribute("data-indicator")).isEqualTo("critical");
        browser.keep("order-entry-1280");
        ehr.applyFirstSuggestion(card);
        browser.until(d -> ehr.draftOrders() == 0 ? Boolean.TRUE : null, "the order was not taken back");
        ehr.order("hba1c");
        ehr.sign();
        browser.reads("#sign-status", "igned");

        ehr.openChart(CKD_4_WITH_NITRATE);
        ehr.openProdrome();
        chart.isLoaded();
        chart.openDecided();
        assertThat(chart.decided())
                .anySatisfy(text -> assertThat(text).startsWith("ACCEPTED").contains("in the EHR"));
    }

    @Test
    void aPenicillinForAnAllergicPatientIsACriticalCard() {
        ehr.openOrderEntry(PENICILLIN_ALLERGY);
        ehr.order("amoxicillin-500");

        assertThat(ehr.card("enicillin").getDomAttribute("data-indicator")).isEqualTo("critical");
    }

    @Test
    void aCardsLinkOpensTheAppOnThatVeryMatter() {
        ehr.openChart(DIABETES_MONITORING_DUE);
        WebElement card = ehr.card("due");
        ehr.followSmartLink(card);
        chart.isLoaded();

        assertThat(chart.pointedSource()).isEqualTo("diabetes-monitoring");
    }

    @Test
    void whatTheServerCannotGiveIsSaidAndTheRestIsShown() {
        setFaults("{\"faults\":[{\"type\":\"server-error\",\"resourceType\":\"Condition\"}]}");
        ehr.openChart(DIABETES_NOT_LISTED);
        ehr.openProdrome();
        chart.isLoaded();

        assertThat(chart.gaps()).contains("Condition");
        assertThat(chart.sentences()).isPositive();
        browser.keep("chart-with-gap");
    }

    @Test
    void theChartIsReadableOnANarrowScreen() {
        browser.resize(420, 1100);
        ehr.openChart(CKD_4_WITH_NITRATE);
        ehr.openProdrome();
        chart.isLoaded();
        Object overflow =
                browser.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth");

        assertThat(overflow).isEqualTo(0L);
        browser.keep("chart-420");
    }

    private static void setFaults(String json) {
        HttpRequest put = HttpRequest.newBuilder(URI.create(both.sandbox().address() + "/sandbox/faults"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(put, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
