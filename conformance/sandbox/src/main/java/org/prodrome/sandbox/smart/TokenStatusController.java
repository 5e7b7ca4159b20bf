package org.prodrome.sandbox.smart;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.fault.SmartDefect;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Introspection (RFC 7662) for whoever holds a good access token or proves to be a client, and revocation (RFC 7009). */
@RestController
class TokenStatusController {

    private static final String BEARER = "Bearer ";

    private final ClientGate gate;
    private final TokenDesk tokens;
    private final TokenAnswer answer;
    private final EhrAddress address;
    private final IdTokenSigner signer;
    private final Faults faults;

    TokenStatusController(
            ClientGate gate,
            TokenDesk tokens,
            TokenAnswer answer,
            EhrAddress address,
            IdTokenSigner signer,
            Faults faults) {
        this.gate = gate;
        this.tokens = tokens;
        this.answer = answer;
        this.address = address;
        this.signer = signer;
        this.faults = faults;
    }

    @PostMapping(path = "/auth/introspect", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Map<String, Object>> introspect(HttpServletRequest http) {
        Parameters parameters = Parameters.of(http);
        requireRight(http.getHeader("Authorization"), parameters);
        Map<String, Object> status =
                tokens.find(parameters.require("token")).map(this::describe).orElseGet(() -> Map.of("active", false));
        if (faults.has(SmartDefect.INTROSPECTION_DOWN)) {
            throw OAuthError.serverError();
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(broken(status));
    }

    @PostMapping(path = "/auth/revoke", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> revoke(HttpServletRequest http) {
        Parameters parameters = Parameters.of(http);
        ClientRegistration client = gate.identify(http.getHeader("Authorization"), parameters);
        tokens.revoke(parameters.require("token"), client.clientId());
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).build();
    }

    private void requireRight(@Nullable String authorization, Parameters parameters) {
        boolean allowed = authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? tokens.find(authorization.substring(BEARER.length())).isPresent()
                : !gate.identify(authorization, parameters).isPublic();
        if (!allowed) {
            throw OAuthError.invalidClient("introspection: expected a good access token or a client's proof");
        }
    }

    private Map<String, Object> broken(Map<String, Object> right) {
        Map<String, Object> status = new LinkedHashMap<>(right);
        if (faults.has(SmartDefect.INTROSPECTION_WITHOUT_ACTIVE)) {
            status.remove("active");
        }
        if (faults.has(SmartDefect.INTROSPECTION_ACTIVE_AS_TEXT)) {
            status.put("active", String.valueOf(status.get("active")));
        }
        return status;
    }

    private Map<String, Object> describe(ActiveToken token) {
        Grant grant = token.grant();
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("active", true);
        status.put("scope", grant.scope());
        status.put("client_id", grant.clientId());
        status.put("token_type", "Bearer");
        status.put("iss", address.fhirBase());
        status.put("aud", address.fhirBase());
        status.put("iat", token.issuedAt().getEpochSecond());
        status.put("exp", token.expiresAt().getEpochSecond());
        LaunchRequest launch = grant.launch();
        if (launch != null) {
            status.putAll(answer.context(grant, launch));
            if (grant.wantsIdToken()) {
                status.put("sub", IdTokenSigner.subject(launch));
            }
            if (grant.wantsIdToken() && grant.has("fhirUser")) {
                status.put("fhirUser", signer.fhirUser(launch));
            }
        }
        return status;
    }
}
