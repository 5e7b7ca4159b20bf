package org.prodrome.sandbox.workforce;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.prodrome.sandbox.smart.ClientGate;
import org.prodrome.sandbox.smart.ClientRegistration;
import org.prodrome.sandbox.smart.ClientRegistry;
import org.prodrome.sandbox.smart.OAuthError;
import org.prodrome.sandbox.smart.Parameters;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** The provider's endpoints. Nothing is redirected anywhere before client and address are known to belong together. */
@RestController
@RequestMapping(WorkforceController.ROOT)
class WorkforceController {
    static final String ROOT = "/workforce";

    private final WorkforceAddress address;
    private final WorkforceDesk desk;
    private final ClientRegistry clients;
    private final ClientGate gate;

    WorkforceController(Workforce workforce) {
        this.address = workforce.address();
        this.desk = workforce.desk();
        this.clients = workforce.clients();
        this.gate = workforce.gate();
    }

    @GetMapping("/.well-known/openid-configuration")
    Map<String, Object> configuration() {
        return address.configuration();
    }

    @GetMapping(path = "/jwks", produces = MediaType.APPLICATION_JSON_VALUE)
    String keys() {
        return desk.keys();
    }

    @GetMapping("/authorize")
    ResponseEntity<String> authorize(HttpServletRequest http) {
        Parameters parameters = Parameters.of(http);
        ClientRegistration client = client(parameters.require("client_id"));
        String redirectUri = parameters.require("redirect_uri");
        if (!client.redirectUris().contains(redirectUri)) {
            throw OAuthError.invalidRequest("redirect_uri: expected one registered for this app, got another");
        }
        try {
            return page(desk.page(SignInRequest.read(parameters, client, redirectUri)));
        } catch (OAuthError error) {
            String state = parameters.values().getOrDefault("state", new String[] {""})[0];
            return redirect(WorkforceDesk.refused(redirectUri, state, error));
        }
    }

    @PostMapping("/sign-in")
    ResponseEntity<String> signIn(HttpServletRequest http) {
        return redirect(desk.answered(Parameters.of(http)));
    }

    @PostMapping(path = "/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Map<String, Object>> token(HttpServletRequest http) {
        if (http.getQueryString() != null) {
            throw OAuthError.invalidRequest("parameters: expected in the body alone, came in the URL");
        }
        Parameters parameters = Parameters.of(http);
        parameters.refuseRepeats();
        ClientRegistration client = gate.identify(http.getHeader("Authorization"), parameters);
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .header("Pragma", "no-cache")
                .body(desk.exchange(client, parameters));
    }

    /** OpenID Connect RP-Initiated Logout 1.0: back only to an address that the client registered for it. */
    @GetMapping("/end-session")
    ResponseEntity<String> endSession(HttpServletRequest http) {
        Parameters parameters = Parameters.of(http);
        Optional<String> back = parameters.find("post_logout_redirect_uri");
        if (back.isEmpty()) {
            return page(WorkforcePages.signedOut());
        }
        ClientRegistration client = client(parameters.require("client_id"));
        if (!client.launchUrl().toString().equals(back.get())) {
            throw OAuthError.invalidRequest("post_logout_redirect_uri: expected one registered for this app");
        }
        UriComponentsBuilder target = UriComponentsBuilder.fromUriString(back.get());
        parameters.find("state").ifPresent(state -> target.queryParam("state", state));
        return redirect(target.encode().build().toUri());
    }

    private ClientRegistration client(String id) {
        return clients.find(id)
                .orElseThrow(() -> OAuthError.invalidRequest("client_id: expected an approved app, got another"));
    }

    private static ResponseEntity<String> page(String html) {
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_HTML)
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", "frame-ancestors 'none'")
                .body(html);
    }

    private static ResponseEntity<String> redirect(URI target) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(target)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }
}
