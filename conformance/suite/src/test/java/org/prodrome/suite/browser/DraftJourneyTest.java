package org.prodrome.suite.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A draft that is accepted while the EHR is down waits in plain sight, arrives at the next launch, and is taken back. */
class DraftJourneyTest {
    private static final String DIABETES_NOT_LISTED = "e9b10b4e-6f4c-4b60-f8fc-02ffee69166e";
    private static final String HBA1C_RULE = "diabetes-unlisted";

    @TempDir
    static Path folder;

    @RegisterExtension
    static final DemoJourney demo = new DemoJourney(() -> folder);

    @Test
    void anAcceptedDraftWaitsWhileTheEhrIsDownThenArrivesAndIsTakenBack() throws Exception {
        open();
        assertThat(demo.chart().previewFirstSuggestion(HBA1C_RULE)).contains("writes it into the EHR as a draft");
        demo.faults("{\"type\":\"fhir-down\"}");
        demo.chart().acceptPreviewed(HBA1C_RULE);
        demo.chart().openDecided();
        assertThat(demo.chart().draftIs("WAITING")).contains("waiting", "next launch");
        demo.browser().keep("draft-waiting");

        demo.faults("");
        open();
        demo.chart().openDecided();
        assertThat(demo.chart().draftIs("WRITTEN")).contains("written as a draft");
        demo.chart().takeDraftBack();
        assertThat(demo.chart().draftIs("WITHDRAWN")).contains("taken back in the EHR");
        assertThat(demo.chart().decided()).anySatisfy(text -> assertThat(text).startsWith("WITHDRAWN"));
        demo.browser().keep("draft-taken-back");

        open();
        assertThat(demo.chart().offers(HBA1C_RULE)).isTrue();
    }

    private void open() {
        demo.open(DIABETES_NOT_LISTED);
    }
}
