package org.prodrome.sandbox.ehr;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What can be ordered here, from {@code orderables.json}. */
final class Orderables {

    /** What kind of order an entry becomes. */
    enum Kind {
        MEDICATION,
        LABORATORY,
        PROCEDURE
    }

    /**
     * One line of the list.
     *
     * @param detail the dose as it would be written, or what a test is done on
     * @param words other names under which it is found
     */
    record Orderable(
            String id,
            Kind kind,
            String text,
            String detail,
            String system,
            String code,
            String display,
            @Nullable String words) {}

    private record Catalogue(String source, String date, List<Orderable> orderables) {}

    private final List<Orderable> all;

    Orderables(JsonMapper mapper) {
        try (InputStream file = Orderables.class.getResourceAsStream("orderables.json")) {
            if (file == null) {
                throw new IllegalStateException("orderables.json: expected beside Orderables.class, found nothing");
            }
            this.all = List.copyOf(mapper.readValue(file, Catalogue.class).orderables());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("orderables.json", unreadable);
        }
    }

    List<Orderable> all() {
        return all;
    }

    /** A draft order for the patient, without an id. */
    Resource draft(String orderableId, String patientId, String practitionerId, Date now) {
        Orderable chosen = all.stream()
                .filter(o -> o.id().equals(orderableId))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("That order is not in the list of orders."));
        Reference patient = new Reference("Patient/" + patientId);
        Reference requester = new Reference("Practitioner/" + practitionerId);
        return switch (chosen.kind()) {
            case MEDICATION -> medication(chosen, patient, requester, now);
            case LABORATORY, PROCEDURE -> service(chosen, patient, requester, now);
        };
    }

    private static MedicationRequest medication(Orderable chosen, Reference patient, Reference requester, Date now) {
        return new MedicationRequest()
                .setStatus(MedicationRequest.MedicationRequestStatus.DRAFT)
                .setIntent(MedicationRequest.MedicationRequestIntent.ORDER)
                .setMedication(concept(chosen))
                .setSubject(patient)
                .setRequester(requester)
                .setAuthoredOn(now)
                .addDosageInstruction(new Dosage().setText(chosen.detail()));
    }

    private static ServiceRequest service(Orderable chosen, Reference patient, Reference requester, Date now) {
        boolean laboratory = chosen.kind() == Kind.LABORATORY;
        return new ServiceRequest()
                .setStatus(ServiceRequest.ServiceRequestStatus.DRAFT)
                .setIntent(ServiceRequest.ServiceRequestIntent.ORDER)
                .addCategory(new CodeableConcept(new Coding(
                        "http://snomed.info/sct",
                        laboratory ? "108252007" : "387713003",
                        laboratory ? "Laboratory procedure" : "Surgical procedure")))
                .setCode(concept(chosen))
                .setSubject(patient)
                .setRequester(requester)
                .setAuthoredOn(now);
    }

    private static CodeableConcept concept(Orderable chosen) {
        return new CodeableConcept(new Coding(chosen.system(), chosen.code(), chosen.display())).setText(chosen.text());
    }
}
