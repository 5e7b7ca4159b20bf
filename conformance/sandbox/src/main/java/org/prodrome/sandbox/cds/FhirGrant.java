package org.prodrome.sandbox.cds;

import java.time.Duration;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An access token given to one CDS service for one call.
 *
 * @param accessToken a secret: never logged, never shown
 * @param scope the scopes granted, separated by spaces
 * @param subject the service's client id at the authorization server
 * @param patient the id of the one patient it opens
 */
public record FhirGrant(String accessToken, Duration lifetime, String scope, String subject, String patient) {

    /** The {@code fhirAuthorization} of a request. */
    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("access_token", accessToken)
                .put("token_type", "Bearer")
                .put("expires_in", lifetime.toSeconds())
                .put("scope", scope)
                .put("subject", subject)
                .put("patient", patient);
    }

    @Override
    public String toString() {
        return "FhirGrant[subject=" + subject + ", scope=" + scope + "]";
    }

    /** Who issues such tokens: the EHR's own authorization server. */
    @FunctionalInterface
    public interface Desk {

        /** A short-lived token, limited to this patient and to what this user may see. */
        FhirGrant grant(String patientId, String userReference);
    }
}
