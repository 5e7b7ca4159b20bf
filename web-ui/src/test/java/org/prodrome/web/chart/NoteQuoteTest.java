package org.prodrome.web.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Demographics;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.NoteDocument;
import org.prodrome.fhir.record.NoteFinding;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.resources.ParsedResources;

/** The chart shows a finding in its sentence. */
class NoteQuoteTest {

    private static final FhirReference NOTE = new FhirReference("DocumentReference", "d1", "1");
    private static final String TEXT = "Seen today. <b>No</b> fever & no cough.";

    @Test
    void marksTheFoundWordsAndKeepsMarkupOfTheTextAsText() {
        int start = TEXT.indexOf("fever");
        var quote = NoteQuote.of(finding(start, start + 5), record(TEXT)).orElseThrow();

        assertThat(quote.getElement().getTextRecursively()).isEqualTo("Plan: <b>No</b> fever & no cough.");
        assertThat(quote.getElement()
                        .getChildren()
                        .filter(child -> child.getTag().equals("mark")))
                .singleElement()
                .returns("fever", child -> child.getText());
        assertThat(quote.getElement().getOuterHTML()).contains("&lt;b&gt;").doesNotContain("<b>");
    }

    @Test
    void saysNothingWhenTheTextIsGone() {
        assertThat(NoteQuote.of(finding(5, 8), record("short"))).isEmpty();
    }

    private static NoteFinding finding(int start, int end) {
        return new NoteFinding(
                NOTE,
                new CodedConcept(List.of(), "fever"),
                null,
                start,
                end,
                NoteFinding.Assertion.NEGATED,
                "Plan",
                Math.min(start, 12),
                TEXT.length());
    }

    private static PatientRecord record(String text) {
        return new PatientRecord(
                "https://ehr.example.org/fhir",
                new PatientId("p1"),
                Demographics.UNKNOWN,
                List.of(new NoteDocument(NOTE, new CodedConcept(List.of(), "note"), null, text)),
                List.of(),
                ParsedResources.of(List.of()),
                1,
                Instant.EPOCH);
    }
}
