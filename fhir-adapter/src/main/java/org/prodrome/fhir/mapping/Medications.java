package org.prodrome.fhir.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.EventTime;
import org.prodrome.fhir.record.MedicationOrder;

/** MedicationRequest and MedicationStatement to {@link MedicationOrder}, with the Medications they refer to. */
final class Medications {
    private final Map<String, Medication> byId;

    private Medications(Map<String, Medication> byId) {
        this.byId = byId;
    }

    static Medications among(List<Resource> resources) {
        var byId = new HashMap<String, Medication>();
        for (Resource resource : resources) {
            if (resource instanceof Medication medication) {
                byId.put(medication.getIdElement().getIdPart(), medication);
            }
        }
        return new Medications(byId);
    }

    /** What a medication[x] is, and its ingredients. */
    record Product(CodedConcept concept, List<Coding> ingredients) {}

    Mapped map(MedicationRequest request) {
        if (request.getStatus() == MedicationRequestStatus.ENTEREDINERROR) {
            return Mapped.out(Excluded.ENTERED_IN_ERROR);
        }
        if (request.getDoNotPerform()) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        Product product = product(request.getMedication());
        return Mapped.event(new MedicationOrder(
                Sources.of(request),
                product.concept(),
                product.ingredients(),
                start(request),
                end(request),
                request.hasStatus() ? request.getStatus().toCode() : "unknown",
                request.hasIntent() ? request.getIntent().toCode() : "",
                dosage(request.getDosageInstruction())));
    }

    Mapped map(MedicationStatement statement) {
        MedicationStatementStatus status = statement.getStatus();
        if (status == MedicationStatementStatus.ENTEREDINERROR) {
            return Mapped.out(Excluded.ENTERED_IN_ERROR);
        }
        if (status == MedicationStatementStatus.NOTTAKEN) {
            return Mapped.out(Excluded.NOT_DONE);
        }
        Product product = product(statement.getMedication());
        return Mapped.event(new MedicationOrder(
                Sources.of(statement),
                product.concept(),
                product.ingredients(),
                Times.firstOf(Times.ofChoice(statement.getEffective()), Times.of(statement.getDateAssertedElement())),
                statement.hasEffectivePeriod()
                        ? Times.of(statement.getEffectivePeriod().getEndElement())
                        : null,
                statement.hasStatus() ? status.toCode() : "unknown",
                "",
                dosage(statement.getDosage())));
    }

    Product product(@Nullable Type medication) {
        return switch (medication) {
            case CodeableConcept concept -> new Product(Concepts.of(concept), Ingredients.of(Concepts.of(concept)));
            case Reference reference -> referenced(reference);
            case null, default -> new Product(new CodedConcept(List.of(), null), List.of());
        };
    }

    /** Whether the order refers to a Medication that did not come along. */
    boolean lacksProduct(Resource order) {
        Type medication = switch (order) {
            case MedicationRequest request -> request.getMedication();
            case MedicationStatement statement -> statement.getMedication();
            default -> null;
        };
        return medication instanceof Reference reference && find(reference) == null;
    }

    private @Nullable Medication find(Reference reference) {
        if (reference.getResource() instanceof Medication contained) {
            return contained;
        }
        @Nullable
        Medication found =
                byId.get(String.valueOf(reference.getReferenceElement().getIdPart()));
        return found;
    }

    private Product referenced(Reference reference) {
        Medication medication = find(reference);
        if (medication == null) {
            return new Product(new CodedConcept(List.of(), reference.getDisplay()), List.of());
        }
        return new Product(Concepts.of(medication.getCode()), Ingredients.of(medication));
    }

    private static @Nullable EventTime start(MedicationRequest request) {
        return Times.firstOf(
                Times.of(request.getAuthoredOnElement()),
                Times.of(request.getDispenseRequest().getValidityPeriod().getStartElement()));
    }

    private static @Nullable EventTime end(MedicationRequest request) {
        EventTime bound = null;
        if (request.hasDosageInstruction()) {
            var repeat = request.getDosageInstructionFirstRep().getTiming().getRepeat();
            bound = repeat.hasBoundsPeriod() ? Times.of(repeat.getBoundsPeriod().getEndElement()) : null;
        }
        return Times.firstOf(
                bound, Times.of(request.getDispenseRequest().getValidityPeriod().getEndElement()));
    }

    private static @Nullable String dosage(List<Dosage> dosages) {
        return dosages.isEmpty() ? null : DosageWords.of(dosages.getFirst());
    }
}
