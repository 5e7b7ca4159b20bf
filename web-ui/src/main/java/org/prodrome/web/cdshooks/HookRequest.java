package org.prodrome.web.cdshooks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.record.FhirReference;
import org.prodrome.fhir.record.PatientId;

/**
 * A hook call, checked field by field (CDS Hooks 2.0, "Calling a CDS Service").
 *
 * @param hook name of the hook
 * @param hookInstance UUID of this call
 * @param fhirServer base URL for fetching, or null
 * @param authorization the bearer token for it, or null
 * @param user the user's absolute FHIR URL; where the hook names no user, the client's {@code iss}
 * @param patient whose chart is open
 * @param encounter id of the open encounter, or null
 * @param draftOrders the Bundle of orders to be checked, or null where there are none or they are only referred to
 * @param selections literal references of the picked orders; empty except at order-select
 * @param prefetch raw JSON of each supplied key; a JSON null is the text {@code null}
 * @param dispatched orders to be checked that the context only refers to
 * @param newEntries allergies or problems of the context that are new; they are in {@code prefetch} under a key of ours
 */
record HookRequest(
        String hook,
        UUID hookInstance,
        @Nullable String fhirServer,
        @Nullable Authorization authorization,
        String user,
        PatientId patient,
        @Nullable FhirReference encounter,
        @Nullable String draftOrders,
        List<String> selections,
        Map<String, String> prefetch,
        List<FhirReference> dispatched,
        List<FhirReference> newEntries) {

    /** A call with nothing to fetch and nothing new. */
    HookRequest(
            String hook,
            UUID hookInstance,
            @Nullable String fhirServer,
            @Nullable Authorization authorization,
            String user,
            PatientId patient,
            @Nullable FhirReference encounter,
            @Nullable String draftOrders,
            List<String> selections,
            Map<String, String> prefetch) {
        this(
                hook,
                hookInstance,
                fhirServer,
                authorization,
                user,
                patient,
                encounter,
                draftOrders,
                selections,
                prefetch,
                List.of(),
                List.of());
    }

    /** Which service was called. */
    CdsServiceKind service() {
        return CdsServiceKind.ofHook(hook).orElseThrow();
    }

    /**
     * {@code fhirAuthorization}; used for this call, and for reading on in the background after it; never kept.
     *
     * @param token opaque access token
     * @param scope granted scopes as given
     * @param life how long it is good for from now on, as the client says
     */
    record Authorization(String token, String scope, Duration life) {
        @Override
        public String toString() {
            return "Authorization[withheld]";
        }
    }

    @Override
    public String toString() {
        return "HookRequest[" + hook + "]";
    }
}
