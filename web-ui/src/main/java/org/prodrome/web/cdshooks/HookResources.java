package org.prodrome.web.cdshooks;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.fhir.search.FhirAccess;
import org.prodrome.fhir.search.FhirHttp;
import org.prodrome.fhir.search.ReadLimits;
import org.prodrome.fhir.search.ReferencedResources;
import org.prodrome.web.config.IssuerSettings;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Single resources that a hook refers to: from its prefetch, else from the FHIR server with the call's token. */
@Component
class HookResources {
    /** Of the time that is left for fetching: the record comes after. */
    private static final int SHARE = 2;

    private final ReferencedResources server;
    private final Clock clock;

    HookResources(Clock clock) {
        this.server = new ReferencedResources(FhirHttp.newClient(), ReadLimits.DEFAULT.withAttempts(1));
        this.clock = clock;
    }

    /** Those that can be had in half of the time that the call may fetch in. */
    Map<FhirReference, JsonNode> of(
            IssuerSettings issuer, HookRequest request, Collection<FhirReference> wanted, HookTurn turn) {
        Map<FhirReference, JsonNode> found = new LinkedHashMap<>();
        request.prefetch().forEach((key, part) -> {
            if (!key.equals(UserRoles.KEY)) {
                supplied(part, wanted, found);
            }
        });
        List<FhirReference> missing = wanted.stream()
                .filter(reference -> !found.containsKey(reference))
                .toList();
        @Nullable FhirAccess access = missing.isEmpty() ? null : HookAccess.of(issuer, request, clock);
        if (access != null && !turn.fetching().passed()) {
            Deadline until = Deadline.in(turn.fetching().left().dividedBy(SHARE));
            turn.during(() -> until.await(() -> server.read(access, missing, until)))
                    .orElse(Map.of())
                    .forEach((reference, json) -> keep(reference, json, found));
        }
        return found;
    }

    private static void supplied(String part, Collection<FhirReference> wanted, Map<FhirReference, JsonNode> found) {
        if (wanted.stream().noneMatch(reference -> part.contains('"' + reference.id() + '"'))) {
            return; // spares parsing the whole of it
        }
        JsonNode tree = HookBody.tree(part);
        wanted.forEach(reference -> {
            if (is(tree, reference)) {
                found.put(reference, tree);
            }
            tree.path("entry")
                    .valueStream()
                    .map(entry -> entry.path("resource"))
                    .filter(resource -> is(resource, reference))
                    .forEach(resource -> found.put(reference, resource));
        });
    }

    /** What a server gives under an address it was not asked for is not taken, nor what is no JSON. */
    private static void keep(FhirReference reference, String json, Map<FhirReference, JsonNode> found) {
        try {
            JsonNode tree = HookBody.tree(json);
            if (is(tree, reference)) {
                found.put(reference, tree);
            }
        } catch (FieldProblem notJson) {
            found.remove(reference);
        }
    }

    /** Whether a resource is what a reference names. */
    static boolean is(JsonNode resource, FhirReference reference) {
        return resource.path("resourceType").stringValue("").equals(reference.type())
                && resource.path("id").stringValue("").equals(reference.id());
    }
}
