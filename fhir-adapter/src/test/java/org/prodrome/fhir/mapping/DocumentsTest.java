package org.prodrome.fhir.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.prodrome.fhir.FhirTexts.patient;
import static org.prodrome.fhir.mapping.TestMapping.map;
import static org.prodrome.fhir.mapping.TestMapping.only;
import static org.prodrome.fhir.mapping.TestMapping.resource;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.DocumentReference;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.Gap;
import org.prodrome.fhir.record.NoteDocument;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.record.PatientRecord;
import org.prodrome.fhir.record.Report;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.resources.ParsedResources;

class DocumentsTest {

    @Test
    void takesTheAttachmentThatCanBeReadWhicheverPlaceItHas() {
        PatientRecord record = map(document(
                attachment("application/pdf", "%PDF"),
                attachment("text/html", "<p>No fever.</p><p>Well.</p>"),
                attachment("text/plain", "No fever. Well.")));

        assertThat(record.events(NoteDocument.class))
                .extracting(NoteDocument::text)
                .containsExactly("No fever.\n\nWell.");
        assertThat(record.gaps()).isEmpty();
    }

    @Test
    void everyAttachmentThatSaysSomethingElseIsPartOfTheText() {
        PatientRecord record = map(document(
                attachment("text/plain", "Admitted with fever."),
                attachment("text/plain", "Addendum: allergic to penicillin."),
                attachment("text/html", "<p>Admitted with fever.</p>")));

        assertThat(record.events(NoteDocument.class))
                .extracting(NoteDocument::text)
                .containsExactly("Admitted with fever.\n\nAddendum: allergic to penicillin.");
        assertThat(record.gaps()).isEmpty();
    }

    @Test
    void anAttachmentThatMayHaveSaidMoreIsToldBesideTheText() {
        PatientRecord record = map(document(
                attachment("text/plain", "Admitted with fever."),
                "{\"contentType\":\"text/plain; charset=utf-8\",\"url\":\"Binary/2\"}",
                "{\"contentType\":\"text/html\",\"url\":\"Binary/1\"}",
                attachment("text/rtf", "{\\rtf1 cut")));

        assertThat(record.events(NoteDocument.class))
                .extracting(NoteDocument::text)
                .containsExactly("Admitted with fever.");
        assertThat(record.gaps())
                .extracting(Gap::reason, Gap::detail)
                .containsExactlyInAnyOrder(
                        tuple(Gap.Reason.NOT_SUPPLIED, "1 did not come along"),
                        tuple(
                                Gap.Reason.UNREADABLE,
                                "1 could not be read: expected a closing brace for every opening one"));
    }

    @Test
    void anEmptyAttachmentIsPassedOver() {
        PatientRecord record = map(document(attachment("text/plain", " \n"), attachment("text/html", "<p>Well.</p>")));

        assertThat(record.events(NoteDocument.class))
                .extracting(NoteDocument::text)
                .containsExactly("Well.");
        assertThat(map(document(attachment("text/plain", " "))).gaps()).isEmpty();
    }

    @Test
    void theAttachmentThatCameNearestSaysWhyThereIsNoText() {
        assertThat(map(document(
                                attachment("text/rtf", "{\\rtf1 cut"),
                                "{\"contentType\":\"text/plain\",\"url\":\"Binary/1\"}",
                                attachment("application/pdf", "%PDF")))
                        .gaps())
                .extracting(Gap::reason)
                .containsExactly(Gap.Reason.UNREADABLE);
    }

    @Test
    void aFormatThatIsNotReadLeavesAGapThatNamesIt() {
        PatientRecord record = map(document(attachment("application/pdf", "%PDF")));

        assertThat(record.events(NoteDocument.class))
                .extracting(NoteDocument::text)
                .containsOnlyNulls();
        assertThat(record.gaps())
                .extracting(Gap::part, Gap::reason, Gap::detail)
                .containsExactly(tuple(
                        "DocumentReference.text",
                        Gap.Reason.NOT_SUPPORTED,
                        "1 could not be read: format application/pdf"));
    }

    @Test
    void aBrokenDocumentLeavesAGapThatSaysWhy() {
        assertThat(map(document(attachment("text/rtf", "{\\rtf1 no sign of"))).gaps())
                .extracting(Gap::reason, Gap::detail)
                .containsExactly(tuple(
                        Gap.Reason.UNREADABLE, "1 could not be read: expected a closing brace for every opening one"));
    }

    @Test
    void anAttachmentOfFiftyMegabytesLeavesAGapWithItsSize() {
        var document = (DocumentReference) FhirJson.parse(document());
        document.addContent()
                .setAttachment(new Attachment().setContentType("text/plain").setData(new byte[50 * 1024 * 1024]));

        assertThat(map(List.of(FhirJson.parse(patient()), document)).gaps())
                .extracting(Gap::detail)
                .containsExactly("1 could not be read: expected at most 16777216 bytes, got 52428800");
    }

    @Test
    void aTextThatStandsElsewhereAndDidNotComeLeavesAGap() {
        assertThat(map(document("{\"contentType\":\"text/plain\",\"url\":\"Binary/1\"}"))
                        .gaps())
                .extracting(Gap::reason, Gap::detail)
                .containsExactly(tuple(Gap.Reason.NOT_SUPPLIED, "1 did not come along"));
    }

    @Test
    void whyATextDidNotComeIsNotToldTwice() {
        var told = new Gap("DocumentReference.text", Gap.Reason.NO_SCOPE, "Binary is not granted");
        PatientRecord record = RecordMapping.map(
                "http://localhost/fhir",
                new PatientId("p1"),
                ParsedResources.of(List.of(
                        FhirJson.parse(patient()),
                        FhirJson.parse(document("{\"contentType\":\"text/plain\",\"url\":\"Binary/1\"}")))),
                List.of(told),
                TestMapping.READ_AT);

        assertThat(record.gaps()).containsExactly(told);
    }

    @Test
    void mappingTheSameAgainTellsTheSameGapOnce() {
        PatientRecord once = map(document(attachment("application/pdf", "%PDF")));
        PatientRecord twice = RecordMapping.map(
                "http://localhost/fhir",
                new PatientId("p1"),
                ParsedResources.open(once.resources()),
                once.gaps(),
                TestMapping.READ_AT);

        assertThat(twice.gaps()).isEqualTo(once.gaps());
    }

    @Test
    void aReportKeepsItsConclusionCodesAndItsPresentedText() {
        Report report = only(Report.class, resource("DiagnosticReport", "r", """
            "status":"final","code":{"text":"CT chest"},"conclusion":"nodule","conclusionCode":[{"text":"lung nodule"}],
            "presentedForm":[%s,%s]""".formatted(
                attachment("application/pdf", "%PDF"), attachment("text/rtf", "{\\rtf1 A nodule of 8 mm.\\par}"))));

        assertThat(report.text()).isEqualTo("A nodule of 8 mm.");
        assertThat(report.conclusion()).isEqualTo("nodule");
        assertThat(report.conclusions()).hasSize(1);
        assertThat(report.status()).isEqualTo("final");
    }

    @Test
    void aReportThatCannotBeReadLeavesAGapOfItsOwn() {
        assertThat(map(resource(
                                "DiagnosticReport",
                                "r",
                                "\"status\":\"final\",\"presentedForm\":[" + attachment("application/pdf", "x") + "]"))
                        .gaps())
                .extracting(Gap::part)
                .containsExactly("DiagnosticReport.text");
    }

    private static String document(String... attachments) {
        return resource(
                "DocumentReference",
                "d",
                "\"status\":\"current\",\"type\":{\"text\":\"note\"}"
                        + (attachments.length == 0
                                ? ""
                                : Arrays.stream(attachments)
                                        .map(attachment -> "{\"attachment\":" + attachment + "}")
                                        .collect(Collectors.joining(",", ",\"content\":[", "]"))));
    }

    private static String attachment(String contentType, String text) {
        return "{\"contentType\":\"" + contentType + "\",\"data\":\""
                + Base64.getEncoder().encodeToString(text.getBytes(UTF_8)) + "\"}";
    }
}
