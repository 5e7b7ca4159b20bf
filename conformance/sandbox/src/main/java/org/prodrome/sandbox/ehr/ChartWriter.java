package org.prodrome.sandbox.ehr;

import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.cds.Card.Action;
import org.prodrome.sandbox.fhir.ClinicalStore;

/** Writes what a clinician decided into the record, each time with a Provenance where a service drafted it. */
final class ChartWriter {

    private static final String ROLE = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
    private static final List<String> ORDER_TYPES = List.of("MedicationRequest", "ServiceRequest");

    private final ClinicalStore store;
    private final InstantSource clock;

    ChartWriter(ClinicalStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Drafts in the record of this patient, as a set that suggestions can be tried on. */
    DraftSet storedDrafts(String patientId) {
        DraftSet drafts = DraftSet.empty(patientId);
        for (String type : ORDER_TYPES) {
            for (Resource draft : store.chart(patientId, type)) {
                drafts = isDraft(draft) ? drafts.with(draft.copy()) : drafts;
            }
        }
        return drafts;
    }

    private static boolean isDraft(Resource order) {
        return switch (order) {
            case MedicationRequest m -> m.getStatus() == MedicationRequest.MedicationRequestStatus.DRAFT;
            case ServiceRequest s -> s.getStatus() == ServiceRequest.ServiceRequestStatus.DRAFT;
            default -> false;
        };
    }

    /** Does the actions of a suggestion on the record: everything is checked before anything is written. */
    synchronized void apply(List<Action> actions, String service, String patientId, String practitionerId) {
        DraftSet before = storedDrafts(patientId);
        DraftSet after = before.apply(actions);
        before.byReference().values().stream()
                .filter(old -> !after.byReference().containsKey(OrderReader.reference(old)))
                .forEach(old -> store.delete(old.fhirType(), old.getIdElement().getIdPart()));
        for (Resource draft : after.all()) {
            Resource old = before.byReference().get(OrderReader.reference(draft));
            if (old == null) {
                tell(store.create(dated(draft)), service, practitionerId);
            } else if (!draft.equalsDeep(old)) {
                tell(replace(draft), service, practitionerId);
            }
        }
    }

    private Resource dated(Resource draft) {
        Date now = Date.from(clock.instant());
        switch (draft) {
            case MedicationRequest m when !m.hasAuthoredOn() -> m.setAuthoredOn(now);
            case ServiceRequest s when !s.hasAuthoredOn() -> s.setAuthoredOn(now);
            default -> {}
        }
        return draft;
    }

    /** Signs one draft: it becomes an active order of the signing practitioner. */
    synchronized void sign(Resource draft, @Nullable String service, String practitionerId) {
        Resource order = signed(draft.copy(), new Reference("Practitioner/" + practitionerId));
        boolean known =
                store.read(order.fhirType(), order.getIdElement().getIdPart()).isPresent();
        Resource written = known ? replace(order) : store.create(order);
        if (service != null) {
            tell(written, service, practitionerId);
        }
    }

    private Resource signed(Resource order, Reference signer) {
        Date now = Date.from(clock.instant());
        switch (order) {
            case MedicationRequest m ->
                m.setStatus(MedicationRequest.MedicationRequestStatus.ACTIVE)
                        .setIntent(MedicationRequest.MedicationRequestIntent.ORDER)
                        .setAuthoredOn(now)
                        .setRequester(signer);
            case ServiceRequest s ->
                s.setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE)
                        .setIntent(ServiceRequest.ServiceRequestIntent.ORDER)
                        .setAuthoredOn(now)
                        .setRequester(signer);
            case Condition c -> c.setRecordedDate(now).setRecorder(signer);
            default -> throw Refusal.invalid("A " + order.fhirType() + " can't be signed here.");
        }
        return order;
    }

    private Resource replace(Resource changed) {
        String current = store.read(changed.fhirType(), changed.getIdElement().getIdPart())
                .map(old -> old.getMeta().getVersionId())
                .orElseThrow(() -> Refusal.conflict("The order is no longer in the record."));
        return store.update(changed, current);
    }

    private void tell(Resource written, String service, String practitionerId) {
        Provenance provenance = new Provenance();
        provenance.addTarget(new Reference(OrderReader.reference(written))).setRecorded(Date.from(clock.instant()));
        provenance.addAgent(agent("author", "Author", new Reference().setDisplay(service)));
        provenance.addAgent(agent("verifier", "Verifier", new Reference("Practitioner/" + practitionerId)));
        store.create(provenance);
    }

    private static Provenance.ProvenanceAgentComponent agent(String code, String display, Reference who) {
        return new Provenance.ProvenanceAgentComponent()
                .setType(new CodeableConcept(new Coding(ROLE, code, display)))
                .setWho(who);
    }
}
