package org.prodrome.sandbox.cds;

import java.net.URI;
import java.util.Map;

/**
 * One service of a discovery answer, with the address at which it is called.
 *
 * @param endpoint {@code {baseUrl}/cds-services/{id}}
 * @param prefetch template by key, in the order in which the service listed them
 */
public record CdsService(URI endpoint, String id, String hook, String title, Map<String, String> prefetch) {

    /** {@code {baseUrl}/cds-services/{id}/feedback}. */
    URI feedbackEndpoint() {
        return URI.create(endpoint + "/feedback");
    }
}
