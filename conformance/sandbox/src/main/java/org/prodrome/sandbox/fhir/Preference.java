package org.prodrome.sandbox.fhir;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;

/** The Prefer header's say on parameters the server does not know (FHIR R4 search, handling of unknown parameters). */
final class Preference {

    private Preference() {}

    static boolean isStrict(RequestDetails request) {
        List<String> headers = request.getHeaders("Prefer");
        return headers.stream().anyMatch(header -> header.replace(" ", "").contains("handling=strict"));
    }
}
