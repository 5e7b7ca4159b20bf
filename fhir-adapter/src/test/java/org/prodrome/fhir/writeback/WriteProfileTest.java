package org.prodrome.fhir.writeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.resources.FhirJson;

class WriteProfileTest {
    private static final String COLUMNS = "profile\ttype\tcreate\tperson\tintent\tstatus\tencounter\tidentifier\treason"
            + "\tconditional-create\tsearch-by-identifier\tupdate\twithdrawn\tprovenance\ttext";

    @ParameterizedTest
    @ValueSource(strings = {"open", "epic-like", "oracle-like"})
    void everyProfileSaysWhatItTakesOfEachType(String name) {
        assertThat(WriteProfile.named(name).forms())
                .containsOnlyKeys("ServiceRequest", "MedicationRequest", "Condition", "DocumentReference");
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "epic-like", "oracle-like"})
    void whateverTheProfileADraftIsMarkedIdentifiedAndNoOrder(String name) {
        DraftContext context = TestDrafts.context(name, TestDrafts.encounter());

        for (DraftProposal proposal : List.of(TestDrafts.HBA1C, TestDrafts.METFORMIN, TestDrafts.CKD)) {
            for (RenderedDraft draft :
                    List.of(DraftRenderer.render(proposal, context), DraftRenderer.renderNote(proposal, context))) {
                Resource resource = FhirJson.parse(draft.json());
                assertThat(resource.getMeta().getSecurityFirstRep().getCode()).isEqualTo("AIAST");
                assertThat(draft.json()).contains(DraftRenderer.IDENTIFIER_SYSTEM, "\"d-1\"", "Patient/p1");
                assertThat(draft.json()).doesNotContain("\"status\":\"active\"");
            }
        }
    }

    @Test
    void anUnknownProfileIsRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> WriteProfile.named("vista"))
                .isInstanceOf(FhirAdapterException.DataFileUnusable.class)
                .hasMessageContaining("epic-like, open, oracle-like");
    }

    @Test
    void anEpicLikeOrderIsUnsignedAndWithinTheEncounter() {
        var request = (ServiceRequest) rendered(TestDrafts.HBA1C, "epic-like");

        assertThat(request.getIntent()).isEqualTo(ServiceRequest.ServiceRequestIntent.ORDER);
        assertThat(request.getStatus()).isEqualTo(ServiceRequest.ServiceRequestStatus.DRAFT);
        assertThat(request.getEncounter().getReference()).isEqualTo("Encounter/e1");
        assertThat(request.getRequester().getReference()).isEqualTo("Practitioner/u1");
        assertThat(request.getReasonCodeFirstRep().getText()).isEqualTo("no HbA1c in six months");
    }

    @Test
    void anOracleLikePrescriptionPointsToItsProblem() {
        var request = (MedicationRequest) rendered(TestDrafts.METFORMIN, "oracle-like");

        assertThat(request.getIntent()).isEqualTo(MedicationRequest.MedicationRequestIntent.ORDER);
        assertThat(request.getReasonReferenceFirstRep().getReference()).isEqualTo("Condition/c1");
        assertThat(request.hasReasonCode()).isFalse();
        assertThat(request.getNoteFirstRep().getText()).contains("HbA1c above target");
    }

    @Test
    void aSiteMayAskForAnotherIntentAndAProblemHasNone() {
        WriteProfile profile = WriteProfile.open().withIntent("plan");
        var context = TestDrafts.context(
                profile, null, "d-1", new org.prodrome.fhir.record.PatientId("p1"), "Practitioner/u1");

        var request = (ServiceRequest)
                FhirJson.parse(DraftRenderer.render(TestDrafts.HBA1C, context).json());
        var problem = (Condition)
                FhirJson.parse(DraftRenderer.render(TestDrafts.CKD, context).json());
        assertThat(request.getIntent()).isEqualTo(ServiceRequest.ServiceRequestIntent.PLAN);
        assertThat(problem.getVerificationStatus().getCodingFirstRep().getCode())
                .isEqualTo("provisional");
    }

    @Test
    void aUserWithoutAFhirUserIsNoRequester() {
        var context = TestDrafts.context(
                WriteProfile.open(),
                null,
                "d-1",
                new org.prodrome.fhir.record.PatientId("p1"),
                "http://localhost:9090/fhir#0123");

        assertThat(DraftRenderer.render(TestDrafts.HBA1C, context).json()).doesNotContain("requester");
    }

    @Test
    void anOracleLikeNoteIsXhtmlAndWellFormed() throws Exception {
        var note = (DocumentReference) FhirJson.parse(DraftRenderer.renderNote(
                        TestDrafts.METFORMIN, TestDrafts.context("oracle-like", TestDrafts.encounter()))
                .json());
        var attachment = note.getContentFirstRep().getAttachment();
        var document = javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(attachment.getData()));

        assertThat(attachment.getContentType()).isEqualTo("application/xhtml+xml");
        assertThat(document.getDocumentElement().getTextContent()).contains("one with breakfast & supper");
    }

    @Test
    void aNoteSaysInWordsWhatIsSuggestedWhyAndByWhat() {
        var note = (DocumentReference)
                FhirJson.parse(DraftRenderer.renderNote(TestDrafts.HBA1C, TestDrafts.context("open", null))
                        .json());
        String text = new String(note.getContentFirstRep().getAttachment().getData(), StandardCharsets.UTF_8);

        assertThat(text)
                .contains("Hemoglobin A1c", "http://loinc.org|4548-4", "no HbA1c in six months", "Prodrome rule 35")
                .contains("Not an order");
        assertThat(note.getDocStatus()).isEqualTo(DocumentReference.ReferredDocumentStatus.PRELIMINARY);
    }

    @Test
    void aRowThatContradictsItselfIsRefused() {
        assertThatThrownBy(() -> load(
                        "x\tCondition\tyes\toptional\t-\tprovisional\toptional\tdropped\tnote\tyes\tno\tno\t-\tno\t-"))
                .isInstanceOf(FhirAdapterException.DataFileUnusable.class)
                .hasMessageContaining("conditional-create");
        assertThatThrownBy(() -> load(
                        "x\tCondition\tmaybe\toptional\t-\tprovisional\toptional\tkept\tnote\tyes\tno\tno\t-\tno\t-"))
                .hasMessageContaining("create: expected yes or no");
        assertThatThrownBy(() -> load("x\tCondition\tyes")).hasMessageContaining("columns");
    }

    private static void load(String row) {
        WriteProfiles.load(DataTable.read("test.tsv", List.of(COLUMNS, row)));
    }

    private static Resource rendered(DraftProposal proposal, String profile) {
        return FhirJson.parse(DraftRenderer.render(proposal, TestDrafts.context(profile, TestDrafts.encounter()))
                .json());
    }
}
