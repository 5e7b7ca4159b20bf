package org.prodrome.web.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.prodrome.fhir.search.Deadline;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Admits a call by its JWT; the audience is the public URL of the path that was called. */
@Component
final class CdsGate {
    /** Of discovery and feedback. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CdsClients clients;
    private final ProdromeSettings settings;

    CdsGate(CdsClients clients, ProdromeSettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    /**
     * The caller's issuer.
     *
     * @throws ClientRefused where the JWT is not as it must be
     * @throws Overloaded where it could not be checked by then: whether it was used before is in the database
     */
    IssuerSettings admit(HttpServletRequest request, Deadline until) {
        @Nullable String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        String endpoint = settings.baseUrl() + request.getRequestURI();
        return until.await(() -> clients.authenticate(authorization, endpoint))
                .orElseThrow(() -> new Overloaded("The caller could not be verified in time."));
    }

    IssuerSettings admit(HttpServletRequest request) {
        return admit(request, Deadline.in(PATIENCE));
    }
}
