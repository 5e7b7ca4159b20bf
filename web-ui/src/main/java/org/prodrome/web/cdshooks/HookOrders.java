package org.prodrome.web.cdshooks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.mapping.Ingredients;
import org.prodrome.fhir.prefetch.DraftOrders;
import org.prodrome.fhir.record.DraftOrder;
import org.prodrome.fhir.record.FhirAdapterException;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.search.RecordReader;
import org.prodrome.web.config.IssuerSettings;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The orders that a hook wants checked: from its context; where that only refers to them, from prefetch or the FHIR server.
 * The Medications that they refer to are found in the same places: most EHRs send drafts that name no product themselves.
 */
@Component
class HookOrders {
    private final Ingredients ingredients;
    private final HookResources resources;

    HookOrders(RecordReader reader, HookResources resources) {
        this.ingredients = reader.mapping().ingredients();
        this.resources = resources;
    }

    /**
     * Reads them.
     *
     * @return empty for a hook that is about none
     * @throws FieldProblem 412 where one cannot be had or read, 400 where there is none
     */
    List<DraftOrder> of(IssuerSettings issuer, HookRequest request, HookTurn turn) {
        @Nullable
        String bundle = request.dispatched().isEmpty() ? request.draftOrders() : dispatched(issuer, request, turn);
        if (bundle == null) {
            return List.of();
        }
        @Nullable List<String> selections = request.selections().isEmpty() ? null : request.selections();
        try {
            List<DraftOrder> orders =
                    DraftOrders.parse(withProducts(bundle, issuer, request, turn), selections, ingredients);
            if (orders.isEmpty()) {
                throw new FieldProblem(request.service().checked(), "at least one order", "none");
            }
            return orders;
        } catch (FhirAdapterException unreadable) {
            throw new FieldProblem(412, request.service().checked(), "readable FHIR R4 orders", "something else");
        }
    }

    private String dispatched(IssuerSettings issuer, HookRequest request, HookTurn turn) {
        Map<FhirReference, JsonNode> found = resources.of(issuer, request, request.dispatched(), turn);
        ContextReferences references = new ContextReferences(issuer, request.patient(), request.prefetch());
        List<JsonNode> orders = new ArrayList<>();
        for (int i = 0; i < request.dispatched().size(); i++) {
            String field = "context.dispatchedOrders[" + i + "]";
            JsonNode order = found.get(request.dispatched().get(i));
            if (order == null) {
                throw new FieldProblem(412, field, "the order, or a FHIR server that has it", "neither");
            }
            references.requireOfPatient(order, field);
            orders.add(order);
        }
        return ContextResources.bundleOf(orders).toString();
    }

    /** The Bundle with the Medications beside it that its orders refer to and that it does not have. */
    private String withProducts(String bundle, IssuerSettings issuer, HookRequest request, HookTurn turn) {
        if (!bundle.contains("medicationReference")) {
            return bundle;
        }
        ObjectNode whole = (ObjectNode) HookBody.tree(bundle);
        List<JsonNode> sent = whole.path("entry")
                .valueStream()
                .map(entry -> entry.path("resource"))
                .toList();
        Set<FhirReference> wanted = new LinkedHashSet<>();
        sent.forEach(order -> product(order, issuer).ifPresent(wanted::add));
        wanted.removeIf(reference -> sent.stream().anyMatch(one -> HookResources.is(one, reference)));
        ArrayNode entries = whole.withArray("entry");
        resources
                .of(issuer, request, wanted, turn)
                .values()
                .forEach(medication -> entries.addObject().set("resource", medication));
        return whole.toString();
    }

    /** What an order refers to on this client's server; another server's stays unknown, which the card says. */
    private static Optional<FhirReference> product(JsonNode order, IssuerSettings issuer) {
        String text = order.path("medicationReference").path("reference").stringValue("");
        return ContextReferences.ifLocal(text, issuer)
                .filter(reference -> reference.type().equals("Medication"));
    }
}
