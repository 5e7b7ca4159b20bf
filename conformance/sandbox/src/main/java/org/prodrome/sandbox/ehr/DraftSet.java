package org.prodrome.sandbox.ehr;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.prodrome.sandbox.cds.Card.Action;
import tools.jackson.databind.node.ObjectNode;

/**
 * The unsigned orders of one session, by {@code Type/id}. Immutable: a change makes a new set, so that a suggestion whose
 * last action fails has changed nothing.
 */
record DraftSet(String patientId, Map<String, Resource> byReference) {

    private static final Set<String> SUGGESTABLE = Set.of("MedicationRequest", "ServiceRequest", "Condition");

    DraftSet {
        byReference = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byReference));
    }

    static DraftSet empty(String patientId) {
        return new DraftSet(patientId, Map.of());
    }

    Collection<Resource> all() {
        return byReference.values();
    }

    /** Adds or replaces; a resource without an id gets one. */
    DraftSet with(Resource draft) {
        Map<String, Resource> next = new LinkedHashMap<>(byReference);
        put(next, draft);
        return new DraftSet(patientId, next);
    }

    DraftSet without(String reference) {
        Map<String, Resource> next = new LinkedHashMap<>(byReference);
        if (next.remove(reference) == null) {
            throw Refusal.conflict("That order is no longer among the orders to be signed.");
        }
        return new DraftSet(patientId, next);
    }

    /**
     * Does all actions of a suggestion or none, in the order of a FHIR transaction: deletes, creates, updates (CDS Hooks
     * 2.0, "Suggestion").
     */
    DraftSet apply(List<Action> actions) {
        Map<String, Resource> next = new LinkedHashMap<>(byReference);
        for (Action action : inTransactionOrder(actions)) {
            switch (action) {
                case Action.Delete delete -> remove(next, delete.resourceId());
                case Action.Create create -> {
                    Resource draft = parse(create.resource());
                    draft.setId("");
                    put(next, draft);
                }
                case Action.Update update -> replace(next, parse(update.resource()));
            }
        }
        return new DraftSet(patientId, next);
    }

    /** References to what is new in {@code later}. */
    List<String> addedIn(DraftSet later) {
        return later.byReference.keySet().stream()
                .filter(reference -> !byReference.containsKey(reference))
                .toList();
    }

    private static List<Action> inTransactionOrder(List<Action> actions) {
        List<Action> ordered = new ArrayList<>();
        actions.stream().filter(Action.Delete.class::isInstance).forEach(ordered::add);
        actions.stream().filter(Action.Create.class::isInstance).forEach(ordered::add);
        actions.stream().filter(Action.Update.class::isInstance).forEach(ordered::add);
        return ordered;
    }

    private static void remove(Map<String, Resource> drafts, String resourceId) {
        if (drafts.remove(resourceId) == null) {
            throw Refusal.conflict("The suggestion was not applied: it removes an order that isn't here any more.");
        }
    }

    private static void replace(Map<String, Resource> drafts, Resource changed) {
        if (drafts.replace(OrderReader.reference(changed), changed) == null) {
            throw Refusal.conflict("The suggestion was not applied: it changes an order that isn't here any more.");
        }
    }

    private static void put(Map<String, Resource> drafts, Resource draft) {
        if (!draft.hasId() || draft.getIdElement().getIdPart() == null) {
            draft.setId(draft.fhirType() + "/" + UUID.randomUUID());
        }
        drafts.put(OrderReader.reference(draft), draft);
    }

    /** Reads a suggested resource and sees that it is an order of this patient; an order always arrives as a draft. */
    private Resource parse(ObjectNode json) {
        Resource resource;
        try {
            resource = (Resource) FhirContext.forR4Cached().newJsonParser().parseResource(json.toString());
        } catch (DataFormatException | ClassCastException unreadable) {
            throw Refusal.invalid("The suggestion was not applied: one of its resources is not valid FHIR R4.");
        }
        if (!SUGGESTABLE.contains(resource.fhirType())) {
            throw Refusal.invalid("The suggestion was not applied: this EHR can't take a " + resource.fhirType() + ".");
        }
        boolean ours = subject(resource)
                .filter(s -> ("Patient/" + patientId).equals(s.getReference()))
                .isPresent();
        if (!ours) {
            throw Refusal.invalid("The suggestion was not applied: it is about another patient.");
        }
        return asDraft(resource);
    }

    private static Optional<Reference> subject(Resource resource) {
        return switch (resource) {
            case MedicationRequest m -> Optional.of(m.getSubject());
            case ServiceRequest s -> Optional.of(s.getSubject());
            case Condition c -> Optional.of(c.getSubject());
            default -> Optional.empty();
        };
    }

    private static Resource asDraft(Resource resource) {
        switch (resource) {
            case MedicationRequest m -> m.setStatus(MedicationRequest.MedicationRequestStatus.DRAFT);
            case ServiceRequest s -> s.setStatus(ServiceRequest.ServiceRequestStatus.DRAFT);
            default -> {}
        }
        return resource;
    }
}
