package org.prodrome.fhir.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Enumerations;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;
import org.prodrome.fhir.resources.FhirJson;
import org.prodrome.fhir.search.TestEhr;
import org.prodrome.sandbox.fault.Fault;

class TakingBackTest {
    private static final String SCOPES = "patient/*.cruds";
    private static final Duration BUDGET = Duration.ofSeconds(20);

    @SuppressWarnings("NullAway.Init")
    private static TestEhr ehr;

    private final EhrWriter writer = EhrWriter.create();

    @BeforeAll
    static void start() {
        ehr = new TestEhr();
    }

    @AfterAll
    static void stop() {
        ehr.close();
    }

    @AfterEach
    void heal() {
        ehr.sandbox().faults().clear();
    }

    @Test
    void eachTypeGetsTheStatusThatSaysTakenBack() {
        assertThat(((ServiceRequest) takenBack(TestDrafts.HBA1C, "t-1")).getStatus())
                .isEqualTo(ServiceRequest.ServiceRequestStatus.REVOKED);
        assertThat(((MedicationRequest) takenBack(TestDrafts.METFORMIN, "t-2")).getStatus())
                .isEqualTo(MedicationRequest.MedicationRequestStatus.CANCELLED);
        var problem = (Condition) takenBack(TestDrafts.CKD, "t-3");
        assertThat(problem.getVerificationStatus().getCodingFirstRep().getCode())
                .isEqualTo("entered-in-error");
        assertThat(problem.hasClinicalStatus()).isFalse();
    }

    @Test
    void aNoteIsMarkedAsEnteredInError() {
        FhirReference note = stored(DraftRenderer.renderNote(TestDrafts.HBA1C, context("t-4")));

        assertThat(takeBack(note, SCOPES, "open")).isInstanceOf(Retraction.Done.class);
        assertThat(((DocumentReference) now(note)).getStatus())
                .isEqualTo(Enumerations.DocumentReferenceStatus.ENTEREDINERROR);
    }

    @Test
    void takingBackTwiceIsHarmless() {
        FhirReference order = stored(DraftRenderer.render(TestDrafts.HBA1C, context("t-5")));
        takeBack(order, SCOPES, "open");
        String version = now(order).getMeta().getVersionId();

        assertThat(takeBack(order, SCOPES, "open")).isInstanceOf(Retraction.Done.class);
        assertThat(now(order).getMeta().getVersionId()).isEqualTo(version);
    }

    @Test
    void whatIsNoLongerADraftStaysAndTheClinicianIsToldWhatToDo() {
        FhirReference order = stored(DraftRenderer.render(TestDrafts.HBA1C, context("t-6")));
        var signed = (ServiceRequest) now(order).copy();
        signed.setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE);
        ehr.sandbox().store().update(signed, signed.getMeta().getVersionId());

        assertThat(takeBack(order, SCOPES, "open"))
                .isInstanceOfSatisfying(
                        Retraction.Impossible.class,
                        told -> assertThat(told.whatToDo()).contains("no longer a draft", "order entry"));
        assertThat(((ServiceRequest) now(order)).getStatus()).isEqualTo(ServiceRequest.ServiceRequestStatus.ACTIVE);
    }

    @Test
    void whereTheProfileOrTheGrantHasNoUpdateItIsDoneByHand() {
        FhirReference order = stored(DraftRenderer.render(TestDrafts.HBA1C, context("t-7")));
        FhirReference prescription = stored(DraftRenderer.render(TestDrafts.METFORMIN, context("t-7b")));

        assertThat(takeBack(prescription, SCOPES, "epic-like"))
                .isInstanceOfSatisfying(
                        Retraction.Impossible.class,
                        told -> assertThat(told.whatToDo()).contains("from outside", "order entry"));
        assertThat(takeBack(order, "patient/*.rs", "open"))
                .isInstanceOfSatisfying(
                        Retraction.Impossible.class,
                        told -> assertThat(told.whatToDo()).contains("not granted", "please remove"));
        assertThat(((ServiceRequest) now(order)).getStatus()).isEqualTo(ServiceRequest.ServiceRequestStatus.DRAFT);
    }

    @Test
    void anotherPatientsDraftIsNotTouched() {
        FhirReference order = stored(DraftRenderer.render(TestDrafts.HBA1C, context("t-8")));

        assertThat(writer.takeBack(
                        ehr.access("user/*.cruds"), order, new PatientId("somebody-else"), WriteProfile.open(), BUDGET))
                .isInstanceOf(Retraction.Impossible.class);
        assertThat(((ServiceRequest) now(order)).getStatus()).isEqualTo(ServiceRequest.ServiceRequestStatus.DRAFT);
    }

    @Test
    void aServerThatFailsIsAskedAgainLater() {
        FhirReference order = stored(DraftRenderer.render(TestDrafts.HBA1C, context("t-9")));
        ehr.sandbox().faults().set(new Fault.ServerError("ServiceRequest"));

        assertThat(takeBack(order, SCOPES, "open")).isInstanceOf(Retraction.Later.class);
    }

    private Resource takenBack(DraftProposal proposal, String draftId) {
        FhirReference written = stored(DraftRenderer.render(proposal, context(draftId)));
        assertThat(takeBack(written, SCOPES, "open")).isEqualTo(new Retraction.Done(written));
        return now(written);
    }

    private Retraction takeBack(FhirReference written, String scopes, String profile) {
        return writer.takeBack(ehr.access(scopes), written, ehr.patient(), WriteProfile.named(profile), BUDGET);
    }

    private static FhirReference stored(RenderedDraft draft) {
        Resource created = ehr.sandbox().store().create(FhirJson.parse(draft.json()));
        return new FhirReference(draft.type(), created.getIdElement().getIdPart(), null);
    }

    private static Resource now(FhirReference reference) {
        return ehr.sandbox().store().read(reference.type(), reference.id()).orElseThrow();
    }

    private static DraftContext context(String draftId) {
        return TestDrafts.context(WriteProfile.open(), null, draftId, ehr.patient(), ehr.user());
    }
}
