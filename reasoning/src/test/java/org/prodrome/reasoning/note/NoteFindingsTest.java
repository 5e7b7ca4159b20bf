package org.prodrome.reasoning.note;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.ClinicalEvent;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.NoteDocument;
import org.prodrome.fhir.record.NoteFinding;
import org.prodrome.fhir.record.NoteFinding.Assertion;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.record.Report;
import org.prodrome.reasoning.TestCharts;
import org.prodrome.reasoning.timeline.TimelineEntry;
import org.prodrome.reasoning.timeline.Timelines;

class NoteFindingsTest {

    private static final NoteReader READER = NoteReader.load();
    private static final NoteFindings NOTES = new NoteFindings(READER);

    @Test
    void addsWhatDocumentsAndConclusionsSayWithTheirSourceDateAndSentence() {
        PatientRecord record =
                NOTES.addTo(with(report("r1", "2026-03-02", "CT chest. An 8 mm pulmonary nodule is seen.")));

        assertThat(record.events(NoteFinding.class)).singleElement().satisfies(finding -> {
            assertThat(finding.source().literal()).isEqualTo("DiagnosticReport/r1");
            assertThat(finding.assertion()).isEqualTo(Assertion.AFFIRMED);
            assertThat(finding.concept().words()).isEqualTo("pulmonary nodule");
            String text = NoteFindings.textOf(finding, record).orElseThrow();
            assertThat(text.substring(finding.start(), finding.end())).isEqualTo("pulmonary nodule");
            assertThat(text.substring(finding.sentenceStart(), finding.sentenceEnd()))
                    .isEqualTo("An 8 mm pulmonary nodule is seen.");
        });
    }

    @Test
    void readsAReportAsPresentedWhereThereIsNoConclusion() {
        PatientRecord record =
                NOTES.addTo(with(presented(null, "CT chest shows no evidence of\nPE. There is a pneumothorax.")));

        assertThat(quotes(record)).containsExactly("PE NEGATED", "pneumothorax AFFIRMED");
    }

    @Test
    void countsOffsetsThroughTheConclusionAndThenTheReportAsPresented() {
        PatientRecord record = NOTES.addTo(with(presented("Family History: gout.", "Findings of asthma. No PE.")));

        assertThat(quotes(record)).containsExactly("gout FAMILY", "asthma AFFIRMED", "PE NEGATED");
        assertThat(record.events(NoteFinding.class).map(NoteFinding::section)).endsWith("", "");
    }

    @Test
    void readsAConclusionOnceWhereTheReportAsPresentedHasIt() {
        PatientRecord record =
                NOTES.addTo(with(presented("No PE. Pneumothorax.", "Impression:\nNo PE.\n  Pneumothorax.")));

        assertThat(quotes(record)).containsExactly("PE NEGATED", "Pneumothorax AFFIRMED");
        assertThat(record.events(NoteFinding.class))
                .extracting(NoteFinding::section)
                .containsOnly("Impression");
    }

    /** The words that each finding points to, in the order of the text. */
    private static List<String> quotes(PatientRecord record) {
        return record.events(NoteFinding.class)
                .map(finding ->
                        NoteFindings.textOf(finding, record).orElseThrow().substring(finding.start(), finding.end())
                                + " " + finding.assertion())
                .toList();
    }

    @Test
    void addsNothingTwice() {
        PatientRecord once = NOTES.addTo(with(note("d1", "2026-01-01", "Gout.")));

        assertThat(NOTES.addTo(once)).isSameAs(once);
    }

    @Test
    void leavesARecordWithoutTextsAsItIs() {
        PatientRecord record = with(note("d1", "2026-01-01", null));

        assertThat(NOTES.addTo(record)).isSameAs(record);
    }

    @Test
    void saysHowManyOlderTextsWereNotSearched() {
        PatientRecord record = new NoteFindings(READER, 10)
                .addTo(with(note("old", "2020-01-01", "Asthma and gout."), note("new", "2026-01-01", "Gout.")));

        assertThat(record.events(NoteFinding.class))
                .singleElement()
                .returns("DocumentReference/new", f -> f.source().literal());
        assertThat(record.lacks("DocumentReference.text")).isTrue();
    }

    @Test
    void aLaterTextTakesNoneOfTheRoomThereIs() {
        PatientRecord record = new NoteFindings(READER, 10)
                .addTo(
                        with(note("old", "2020-01-01", "Asthma."), note("new", "2026-01-01", "Gout.")),
                        LocalDate.of(2025, 1, 1));

        assertThat(record.events(NoteFinding.class))
                .singleElement()
                .returns("DocumentReference/old", f -> f.source().literal());
        assertThat(record.lacks("DocumentReference.text")).isFalse();
    }

    @Test
    void aKnownConceptIsOnTheTimelineUnderItsOwnKey() {
        PatientRecord record =
                NOTES.addTo(with(note("d1", "2026-01-01", "Denies asthma. On warfarin. Allergic to penicillin.")));

        assertThat(Timelines.load().build(record, TestCharts.AS_OF).entries())
                .extracting(TimelineEntry::concept)
                .contains(
                        "note-negated:condition/asthma",
                        "note-affirmed:drug/warfarin",
                        "note-affirmed:allergy/penicillin");
    }

    private static PatientRecord with(ClinicalEvent... events) {
        PatientRecord chart = TestCharts.woman().read();
        return new PatientRecord(
                chart.issuer(),
                chart.patient(),
                chart.demographics(),
                List.of(events),
                List.of(),
                chart.resources(),
                events.length,
                Instant.EPOCH);
    }

    private static NoteDocument note(String id, String day, @Nullable String text) {
        return new NoteDocument(
                new FhirReference("DocumentReference", id, "1"), new CodedConcept(List.of(), "note"), on(day), text);
    }

    private static Report report(String id, String day, String conclusion) {
        return new Report(
                new FhirReference("DiagnosticReport", id, "1"),
                new CodedConcept(List.of(), "CT"),
                on(day),
                conclusion,
                List.of());
    }

    private static Report presented(@Nullable String conclusion, String text) {
        Report bare = report("r1", "2026-03-02", "");
        return new Report(
                bare.source(), bare.concept(), bare.time(), conclusion, List.of(), "final", List.of(), text, null);
    }

    private static EventTime on(String day) {
        LocalDate date = LocalDate.parse(day);
        return new EventTime(date, date.atStartOfDay(java.time.ZoneOffset.UTC).toInstant(), EventTime.Precision.DAY);
    }
}
