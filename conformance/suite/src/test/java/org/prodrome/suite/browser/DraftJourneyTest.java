package org.prodrome.suite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.prodrome.suite.process.Repository;
import org.prodrome.suite.process.TwoProcesses;

/** A draft that is accepted while the EHR is down waits in plain sight, arrives at the next launch, and is taken back. */
@ExtendWith(KeepsPictureOnFailure.class)
class DraftJourneyTest {
    private static final String DIABETES_NOT_LISTED = "e9b10b4e-6f4c-4b60-f8fc-02ffee69166e";
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
    void openBrowser() {
        browser = Browser.open(Repository.root().resolve("conformance/suite/target/pictures"));
        KeepsPictureOnFailure.watch(browser);
        ehr = new Ehr(browser, both.sandbox().address().toString());
        chart = new ProdromeChart(browser);
    }

    @AfterEach
    void closeBrowser() throws Exception {
        faults("");
        browser.close();
    }

    @Test
    void anAcceptedDraftWaitsWhileTheEhrIsDownThenArrivesAndIsTakenBack() throws Exception {
        open();
        assertThat(chart.previewFirstSuggestion(HBA1C_RULE)).contains("writes it into the EHR as a draft");
        faults("{\"type\":\"fhir-down\"}");
        chart.acceptPreviewed(HBA1C_RULE);
        chart.openDecided();
        assertThat(chart.draftIs("WAITING")).contains("waiting", "next launch");
        browser.keep("draft-waiting");

        faults("");
        open();
        chart.openDecided();
        assertThat(chart.draftIs("WRITTEN")).contains("written as a draft");
        chart.takeDraftBack();
        assertThat(chart.draftIs("WITHDRAWN")).contains("taken back in the EHR");
        assertThat(chart.decided()).anySatisfy(text -> assertThat(text).startsWith("WITHDRAWN"));
        browser.keep("draft-taken-back");

        open();
        assertThat(chart.offers(HBA1C_RULE)).isTrue();
    }

    private void open() {
        ehr.openChart(DIABETES_NOT_LISTED);
        ehr.openProdrome();
        chart.isLoaded();
    }

    private static void faults(String one) throws IOException, InterruptedException {
        HttpRequest put = HttpRequest.newBuilder(URI.create(both.sandbox().address() + "/sandbox/faults"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"faults\":[" + one + "]}"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(put, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        }
    }
}
