package org.prodrome.reasoning.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.record.Report;
import org.prodrome.reasoning.TestCharts;
import org.prodrome.reasoning.note.NoteFindings;
import org.prodrome.reasoning.timeline.Timelines;

class NotedSentencesTest {

    private static final FhirReference REPORT = new FhirReference("DiagnosticReport", "r1", "2");
    private static final Timelines TIMELINES = Timelines.load();
    private static final NoteFindings NOTES = NoteFindings.load();

    @Test
    void tellsOfANoduleInAConclusionAndCitesThePlace() {
        assertThat(noted("An 8 mm pulmonary nodule.", "2026-03-02"))
                .singleElement()
                .satisfies(sentence -> {
                    assertThat(sentence.text()).isEqualTo("Texts tell of pulmonary nodule (2026-03-02).");
                    assertThat(sentence.sources()).containsExactly(REPORT);
                    assertThat(sentence.quotes()).containsExactly(new Sentence.Quote(REPORT, 8, 24));
                });
    }

    @Test
    void saysWhatIsUncertain() {
        assertThat(noted("Suspicious for lung cancer.", "2026-03-02"))
                .singleElement()
                .satisfies(sentence -> assertThat(sentence.text()).contains("lung cancer, uncertain (2026-03-02)"));
    }

    @Test
    void tellsNothingThatIsNegatedOldOrNoMatterToActOn() {
        assertThat(noted("No pulmonary nodule.", "2026-03-02")).isEmpty();
        assertThat(noted("A pulmonary nodule.", "2015-03-02")).isEmpty();
        assertThat(noted("Cough.", "2026-03-02")).isEmpty();
    }

    private static List<Sentence> noted(String conclusion, String day) {
        PatientRecord chart = TestCharts.woman().read();
        LocalDate date = LocalDate.parse(day);
        EventTime time = new EventTime(date, date.atStartOfDay(ZoneOffset.UTC).toInstant(), EventTime.Precision.DAY);
        PatientRecord record = NOTES.addTo(new PatientRecord(
                chart.issuer(),
                chart.patient(),
                chart.demographics(),
                List.of(new Report(REPORT, new CodedConcept(List.of(), "CT"), time, conclusion, List.of())),
                List.of(),
                chart.resources(),
                1,
                Instant.EPOCH));
        return Summaries.load(TIMELINES).of(record, TIMELINES.build(record, TestCharts.AS_OF)).sentences().stream()
                .filter(sentence -> sentence.kind() == Sentence.Kind.NOTE)
                .toList();
    }
}
