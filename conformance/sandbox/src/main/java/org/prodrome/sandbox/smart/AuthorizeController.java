package org.prodrome.sandbox.smart;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.prodrome.sandbox.fault.Fault;
import org.prodrome.sandbox.fault.Faults;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * The authorization endpoint. Until client and redirect URI are known to belong together nothing is redirected anywhere
 * (RFC 6749 section 4.1.2.1); after that every refusal goes back to the app.
 */
@RestController
class AuthorizeController {

    private final ClientRegistry clients;
    private final EhrAddress address;
    private final AuthorizationDesk desk;
    private final StandaloneController pages;
    private final Faults faults;

    AuthorizeController(
            ClientRegistry clients,
            EhrAddress address,
            AuthorizationDesk desk,
            StandaloneController pages,
            Faults faults) {
        this.clients = clients;
        this.address = address;
        this.desk = desk;
        this.pages = pages;
        this.faults = faults;
    }

    @RequestMapping(
            path = "/auth/authorize",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<String> authorize(HttpServletRequest http) {
        Parameters parameters = Parameters.of(http);
        ClientRegistration client = clients.find(parameters.require("client_id"))
                .orElseThrow(() -> OAuthError.invalidRequest("client_id: expected an approved app, got another"));
        String redirectUri = parameters.require("redirect_uri");
        if (!client.redirectUris().contains(redirectUri)) {
            throw OAuthError.invalidRequest("redirect_uri: expected one registered for this app, got another");
        }
        try {
            AuthorizationRequest request = AuthorizationRequest.read(parameters, client, redirectUri, address);
            faults.refusal(Fault.Endpoint.AUTHORIZE).map(OAuthError::switchedOn).ifPresent(error -> {
                throw error;
            });
            return proceed(request);
        } catch (OAuthError error) {
            return redirect(AuthorizationDesk.refuse(redirectUri, stateOf(parameters), error));
        }
    }

    private ResponseEntity<String> proceed(AuthorizationRequest request) {
        Optional<String> launch = request.launch();
        if (launch.isPresent()) {
            return redirect(desk.continueLaunch(request, launch.get()));
        }
        return pages.ask(request);
    }

    private static String stateOf(Parameters parameters) {
        String[] states = parameters.values().getOrDefault("state", new String[0]);
        return states.length == 1 ? states[0] : "";
    }

    static ResponseEntity<String> redirect(URI target) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(target)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
