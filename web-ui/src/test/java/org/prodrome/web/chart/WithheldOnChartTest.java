package org.prodrome.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.ParsedResources;

/** The chart says that something is withheld, and neither what nor how much. */
class WithheldOnChartTest {

    @Test
    void theBannerNamesNoPartAndNoNumber() {
        String banner = banner(Gap.withheld());

        assertThat(banner).contains("withheld").doesNotContain("llerg").doesNotContain("not read");
    }

    @Test
    void allergiesThatWereNotReadAreStillTold() {
        assertThat(banner(new Gap("AllergyIntolerance", Gap.Reason.NO_SCOPE, "not granted")))
                .contains("Allergies not read")
                .contains("1 part not read")
                .doesNotContain("withheld");
    }

    @Test
    void thePanelSaysOneSentence() {
        String panel = new GapPanel(List.of(Gap.withheld()), List.of(), TestReasoning.whole(), () -> {})
                .getElement()
                .getTextRecursively();

        assertThat(panel).contains(Gap.withheld().detail()).doesNotContain("Everything asked for was read");
    }

    private static String banner(Gap gap) {
        var record = new PatientRecord(
                "https://ehr.example.org/fhir",
                new PatientId("p1"),
                Demographics.UNKNOWN,
                List.of(),
                List.of(gap),
                ParsedResources.of(List.of()),
                0,
                Instant.parse("2026-11-21T08:00:00Z"));
        return new PatientBanner(record, LocalDate.of(2026, 11, 21), ZoneOffset.UTC)
                .getElement()
                .getTextRecursively();
    }
}
