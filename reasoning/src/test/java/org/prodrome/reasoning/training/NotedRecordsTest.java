package org.prodrome.reasoning.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.prodrome.reasoning.TestRecords.on;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.record.Report;
import org.prodrome.reasoning.TestRecords;
import org.prodrome.reasoning.note.NoteFindings;
import org.prodrome.reasoning.timeline.Timelines;
import org.prodrome.reasoning.token.EventKind;
import org.prodrome.reasoning.token.Vocabulary;

class NotedRecordsTest {

    private static final RecordSource SOURCE = new TestSource(
            TestCohort.of(40).stream().map(NotedRecordsTest::withReport).toList());

    @Test
    void whatTextsSayBecomesTokensWhereItWasAskedFor() {
        Vocabulary noted = vocabulary(new NotedRecords(SOURCE, NoteFindings.load()), true);
        assertThat(noted.clamps().kinds()).contains(EventKind.NOTE_FINDING);
        assertThat(concepts(noted)).anyMatch(concept -> concept.contains("427359005"));
    }

    @Test
    void otherwiseTextsLeaveNoTrace() {
        Vocabulary plain = vocabulary(SOURCE, false);
        assertThat(plain.clamps().kinds()).doesNotContain(EventKind.NOTE_FINDING);
        assertThat(concepts(plain)).noneMatch(concept -> concept.contains("427359005"));
    }

    private static Vocabulary vocabulary(RecordSource source, boolean notes) {
        SequenceSettings settings = new SequenceSettings(64, 2, 5, 1, notes);
        return new Sequences(Timelines.load(), Outcomes.load(), settings, Progress.SILENT)
                .extract(source)
                .vocabulary();
    }

    private static List<String> concepts(Vocabulary vocabulary) {
        return vocabulary.entries().stream().map(Vocabulary.Entry::concept).toList();
    }

    private static PatientRecord withReport(PatientRecord record) {
        LocalDate birth = Objects.requireNonNull(record.demographics().birthDate());
        Report report = new Report(
                new FhirReference("DiagnosticReport", "r", null),
                new CodedConcept(List.of(), "CT"),
                on(birth.plusYears(41)),
                "CT chest. An 8 mm pulmonary nodule is seen.",
                List.of());
        return TestRecords.record(
                record.patient().value(), birth, record.demographics().sex(), null, TestRecords.with(record, report));
    }
}
