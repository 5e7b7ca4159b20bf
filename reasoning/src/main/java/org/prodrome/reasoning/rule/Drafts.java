package org.prodrome.reasoning.rule;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.CodedConcept;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.resources.FhirJson;

/**
 * Orders in progress as the rules see them: with status draft, their ingredients as codings, an id that no other has, and a tag
 * where they stop a medication, stand beside the one in question or are only proposed. Tags that came with an order are dropped:
 * a client must not be able to say for the rules which orders they look at.
 */
final class Drafts {
    /** Tag of a medication which an order in progress stops: it was taken until now. */
    private static final String STOPS_NOW = "stops-now";

    /** Tag of an order in progress that is not the one in question. */
    private static final String BESIDE = "beside";

    /** Tag of a product that a rule proposes. */
    private static final String PROPOSED = "proposed";

    private static final Set<MedicationRequest.MedicationRequestStatus> ENDED = EnumSet.of(
            MedicationRequest.MedicationRequestStatus.STOPPED,
            MedicationRequest.MedicationRequestStatus.CANCELLED,
            MedicationRequest.MedicationRequestStatus.COMPLETED,
            MedicationRequest.MedicationRequestStatus.ENTEREDINERROR);

    private static final String KEY = "prodrome.draft-order";

    private Drafts() {}

    static List<Resource> seen(List<DraftOrder> drafts) {
        List<Resource> seen = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        drafts.stream()
                .filter(DraftOrder::isMedication)
                .filter(draft -> !draft.ingredients().isEmpty())
                .forEach(draft -> seen.add(seen(draft, own(draft.reference().id(), taken))));
        return List.copyOf(seen);
    }

    /** Its id, or the first with a number behind it that is free: the rules tell one order from another by their ids. */
    private static String own(String id, Set<String> taken) {
        String own = id;
        for (int n = 2; !taken.add(own); n++) {
            own = id + ".draft-" + n;
        }
        return own;
    }

    /** The order in progress behind a resource the CQL named; null for a recorded one. */
    static @Nullable DraftOrder of(Resource resource) {
        return (DraftOrder) resource.getUserData(KEY);
    }

    /** Whether they are one order, not two alike: a client may send the same order twice, under one id. */
    @SuppressWarnings("ReferenceEquality")
    static boolean isThis(DraftOrder one, DraftOrder other) {
        return one == other;
    }

    /** A resource as it stands beside the order in question: another order in progress is tagged. */
    static Resource beside(Resource resource, DraftOrder asked) {
        DraftOrder draft = of(resource);
        if (draft == null || isThis(draft, asked)) {
            return resource;
        }
        MedicationRequest copy = ((MedicationRequest) resource).copy();
        copy.getMeta().addTag().setSystem(Prepared.TAGS).setCode(BESIDE);
        References.keep(copy, References.of(resource));
        copy.setUserData(KEY, draft);
        return copy;
    }

    private static MedicationRequest seen(DraftOrder draft, String id) {
        MedicationRequest order = (MedicationRequest) FhirJson.parse(draft.json());
        order.getMeta().setTag(null);
        if (!order.hasMedicationCodeableConcept()) {
            order.setMedication(
                    concept(draft.concept())); // named by a reference: what it leads to was read with the draft
        }
        MedicationRequest seen = Prepared.withIngredients(order, order, draft.ingredients());
        seen.setId(new IdType("MedicationRequest", id));
        if (draft.reference().id().equals(ProposedMedications.ID)) {
            seen.getMeta().addTag().setSystem(Prepared.TAGS).setCode(PROPOSED);
        }
        if (ENDED.contains(seen.getStatus())) {
            seen.getMeta().addTag().setSystem(Prepared.TAGS).setCode(STOPS_NOW);
        } else {
            seen.setStatus(MedicationRequest.MedicationRequestStatus.DRAFT);
        }
        References.keep(seen, draft.reference());
        seen.setUserData(KEY, draft);
        return seen;
    }

    private static CodeableConcept concept(CodedConcept product) {
        CodeableConcept concept = new CodeableConcept().setText(product.text());
        product.codings()
                .forEach(coding -> concept.addCoding()
                        .setSystem(coding.system())
                        .setCode(coding.code())
                        .setDisplay(coding.display()));
        return concept;
    }
}
