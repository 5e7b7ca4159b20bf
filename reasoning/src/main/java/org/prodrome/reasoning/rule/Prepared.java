package org.prodrome.reasoning.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.prodrome.fhir.record.Coding;
import org.prodrome.fhir.record.DraftOrder;

/**
 * The resources as the rules see them: nothing that was, or as far as it tells was written down, after the as-of day, every medication with its ingredients as codings, every
 * allergy with those of its RxNorm codes (or tagged that none is known), orders in progress with status draft (one that stops a medication says "do not perform"). Medication resources are left out: what they say is already in the codings, and the
 * translator joins each request with each of them. In no order: {@link PatientData} sorts what is asked for.
 *
 * @param byType resources by type
 * @param unknownMedications names of current medications whose ingredients are not known
 */
record Prepared(Map<String, List<Resource>> byType, List<String> unknownMedications) {
    /** Tag of an allergy whose RxNorm codes could not be resolved: it can't be compared, which is not "no such allergy". */
    static final String UNKNOWN_INGREDIENTS = "unknown-ingredients";

    /** In place of a version on a coding that was added for an ingredient: what the source gave names the product. */
    private static final String INGREDIENT = "ingredient";

    static final String TAGS = "http://fhir.prodrome.example/CodeSystem/prepared";

    static Prepared from(RuleInput input) {
        Map<String, List<Resource>> byType = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        Set<String> redrafted = new HashSet<>();
        input.drafts().forEach(draft -> redrafted.add(draft.reference().literal()));
        for (Resource resource : input.resources()) {
            Resource seen = asSeen(resource, input);
            if (seen == null
                    || seen instanceof Medication
                    || (seen instanceof MedicationRequest && redrafted.contains(literal(seen)))) {
                continue;
            }
            if (seen instanceof MedicationRequest request
                    && isCurrent(request)
                    && ingredients(input, request).isEmpty()) {
                unknown.add(Words.drug(request));
            }
            byType.computeIfAbsent(seen.fhirType(), ignored -> new ArrayList<>())
                    .add(seen);
        }
        byType.computeIfAbsent("MedicationRequest", ignored -> new ArrayList<>())
                .addAll(Drafts.seen(input.drafts()));
        unknown.sort(java.util.Comparator.naturalOrder());
        return new Prepared(byType, unknown);
    }

    /** As the rules know it: a reported medication in the form of a request. */
    private static String literal(Resource seen) {
        return seen.fhirType() + "/" + seen.getIdElement().getIdPart();
    }

    /** The same resources with other orders in progress. A recorded one that stood for one of the former stays hidden. */
    Prepared with(List<DraftOrder> drafts) {
        Map<String, List<Resource>> others = new HashMap<>(byType);
        List<Resource> medications = new ArrayList<>(byType.getOrDefault("MedicationRequest", List.of()).stream()
                .filter(resource -> Drafts.of(resource) == null)
                .toList());
        medications.addAll(Drafts.seen(drafts));
        others.put("MedicationRequest", medications);
        return new Prepared(others, unknownMedications);
    }

    /** The same resources, one order in progress in question and the others beside it: the CQL tells them by a tag. */
    Prepared about(DraftOrder order) {
        Map<String, List<Resource>> others = new HashMap<>(byType);
        others.put(
                "MedicationRequest",
                byType.getOrDefault("MedicationRequest", List.of()).stream()
                        .map(resource -> Drafts.beside(resource, order))
                        .toList());
        return new Prepared(others, unknownMedications);
    }

    private static @org.jspecify.annotations.Nullable Resource asSeen(Resource resource, RuleInput input) {
        if (Days.isAfter(resource, input.asOf())) {
            return null;
        }
        return switch (resource) {
            case Patient person when Days.diesAfter(person, input.asOf()) -> alive(person);
            case MedicationRequest request
            when request.getStatus() == MedicationRequest.MedicationRequestStatus.DRAFT -> null;
            case ServiceRequest service
            when service.getDoNotPerform() -> null; // what must not be done is no order in force
            case MedicationRequest request -> withIngredients(request, shallow(request), ingredients(input, request));
            case MedicationStatement statement ->
                withIngredients(statement, Statements.asRequest(statement), ingredients(input, statement));
            case AllergyIntolerance allergy
            when AllergyIngredients.isInRxNorm(allergy) -> withIngredients(allergy, ingredients(input, allergy));
            default -> resource;
        };
    }

    private static Patient alive(Patient person) {
        Patient alive = person.copy();
        alive.setDeceased(null);
        References.keep(alive, References.of(person));
        return alive;
    }

    private static AllergyIntolerance withIngredients(AllergyIntolerance allergy, List<Coding> ingredients) {
        AllergyIntolerance copy = allergy.copy();
        if (ingredients.isEmpty()) {
            copy.getMeta().addTag().setSystem(TAGS).setCode(UNKNOWN_INGREDIENTS);
        } else {
            addTo(copy.getCode(), ingredients);
        }
        References.keep(copy, References.of(allergy));
        return copy;
    }

    private static void addTo(CodeableConcept concept, List<Coding> ingredients) {
        ingredients.forEach(coding -> concept.addCoding()
                .setSystem(coding.system())
                .setCode(coding.code())
                .setDisplay(coding.display())
                .setVersion(INGREDIENT));
    }

    private static List<Coding> ingredients(RuleInput input, Resource resource) {
        return input.ingredients().getOrDefault(References.literal(resource), List.of());
    }

    /** As the CQL's {@code Current}. */
    private static boolean isCurrent(MedicationRequest request) {
        boolean inUse = !request.hasStatus()
                || request.getStatus() == MedicationRequest.MedicationRequestStatus.ACTIVE
                || request.getStatus() == MedicationRequest.MedicationRequestStatus.ONHOLD
                || request.getStatus() == MedicationRequest.MedicationRequestStatus.UNKNOWN;
        return inUse
                && !request.getDoNotPerform()
                && request.getIntent() != MedicationRequest.MedicationRequestIntent.PROPOSAL
                && request.getIntent() != MedicationRequest.MedicationRequestIntent.OPTION;
    }

    static MedicationRequest withIngredients(Resource original, MedicationRequest copy, List<Coding> ingredients) {
        CodeableConcept product =
                copy.hasMedicationCodeableConcept() ? copy.getMedicationCodeableConcept() : new CodeableConcept();
        addTo(product, ingredients);
        copy.setMedication(product);
        References.keep(copy, References.of(original));
        return copy;
    }

    /** What rules look at, sharing the parts: a deep copy of a long medication list costs more than all rules together. */
    private static MedicationRequest shallow(MedicationRequest request) {
        MedicationRequest copy = new MedicationRequest();
        copy.setIdElement(request.getIdElement());
        copy.setStatus(request.getStatus());
        copy.setIntent(request.getIntent());
        copy.setSubject(request.getSubject());
        if (request.hasCategory()) {
            copy.setCategory(request.getCategory());
        }
        if (request.getMeta().hasLastUpdated()) {
            copy.getMeta().setLastUpdatedElement(request.getMeta().getLastUpdatedElement());
        }
        copy.setAuthoredOnElement(request.getAuthoredOnElement());
        if (request.hasDosageInstruction()) {
            copy.setDosageInstruction(request.getDosageInstruction());
        }
        if (request.hasDispenseRequest()) {
            copy.setDispenseRequest(request.getDispenseRequest());
        }
        if (request.hasDoNotPerform()) {
            copy.setDoNotPerformElement(request.getDoNotPerformElement());
        }
        if (request.hasReasonCode()) {
            copy.setReasonCode(request.getReasonCode());
        }
        if (request.hasReasonReference()) {
            copy.setReasonReference(request.getReasonReference());
        }
        if (request.hasMedicationCodeableConcept()) {
            copy.setMedication(request.getMedicationCodeableConcept().copy());
        } else {
            copy.setMedication(new CodeableConcept()
                    .setText(
                            request.hasMedicationReference()
                                    ? request.getMedicationReference().getDisplay()
                                    : null));
        }
        return copy;
    }
}
