package org.prodrome.web.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import org.prodrome.web.config.IssuerSettings;
import org.prodrome.web.config.ProdromeSettings;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Admits a call by its JWT; the audience is the public URL of the path that was called. */
@Component
final class CdsGate {
    private final CdsClients clients;
    private final ProdromeSettings settings;

    CdsGate(CdsClients clients, ProdromeSettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    IssuerSettings admit(HttpServletRequest request) {
        return clients.authenticate(
                request.getHeader(HttpHeaders.AUTHORIZATION), settings.baseUrl() + request.getRequestURI());
    }
}
