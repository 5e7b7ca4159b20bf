package org.prodrome.sandbox.smart;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.prodrome.sandbox.fault.Fault;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.fault.SmartDefect;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The token endpoint: authorization codes, refresh tokens and client credentials. */
@RestController
class TokenController {

    private final ClientGate gate;
    private final AuthorizationCodes codes;
    private final TokenDesk tokens;
    private final TokenAnswer answer;
    private final Faults faults;
    private final BrokenAnswers broken;

    TokenController(ClientGate gate, AuthorizationCodes codes, TokenDesk tokens, TokenAnswer answer, Faults faults) {
        this.gate = gate;
        this.codes = codes;
        this.tokens = tokens;
        this.answer = answer;
        this.faults = faults;
        this.broken = new BrokenAnswers(faults);
    }

    @PostMapping(path = "/auth/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<String> token(HttpServletRequest http) {
        if (faults.has(SmartDefect.TOKEN_ENDPOINT_DOWN)) {
            throw OAuthError.serverError();
        }
        if (http.getQueryString() != null) {
            throw OAuthError.invalidRequest("parameters: expected in the body alone, came in the URL");
        }
        Parameters parameters = Parameters.of(http);
        parameters.refuseRepeats();
        ClientRegistration client = gate.identify(http.getHeader("Authorization"), parameters);
        broken.delay();
        faults.refusal(Fault.Endpoint.TOKEN).map(OAuthError::switchedOn).ifPresent(error -> {
            throw error;
        });
        return send(
                switch (parameters.require("grant_type")) {
                    case "authorization_code" -> answer.of(byCode(client, parameters), true);
                    case "refresh_token" -> answer.refreshed(byRefresh(client, parameters));
                    case "client_credentials" -> answer.of(byCredentials(client, parameters), false);
                    default -> throw OAuthError.unsupportedGrantType();
                });
    }

    private IssuedTokens byCode(ClientRegistration client, Parameters parameters) {
        return codes.exchange(
                parameters.require("code"),
                client.clientId(),
                parameters.require("redirect_uri"),
                parameters.require("code_verifier"));
    }

    private IssuedTokens byRefresh(ClientRegistration client, Parameters parameters) {
        if (faults.has(SmartDefect.REFRESH_REFUSED)) {
            throw OAuthError.switchedOn("invalid_grant");
        }
        return tokens.refresh(parameters.require("refresh_token"), client.clientId(), parameters.find("scope"));
    }

    private IssuedTokens byCredentials(ClientRegistration client, Parameters parameters) {
        if (!client.isBackend()) {
            throw OAuthError.unauthorizedClient("grant_type: this client is not registered as a backend service");
        }
        List<Scope> asked = Scope.parseAll(parameters.require("scope"));
        List<Scope> allowed = Scope.parseAll(String.join(" ", client.systemScopes()));
        boolean within = !asked.isEmpty() && asked.stream().allMatch(scope -> isWithin(scope, allowed));
        if (!within) {
            throw OAuthError.invalidScope("scope: expected system scopes that this client is registered for");
        }
        return tokens.issue(new Grant(client.clientId(), asked, null, null), OpaqueValue.next());
    }

    private static boolean isWithin(Scope scope, List<Scope> allowed) {
        return scope instanceof Scope.Data data
                && data.level() == Scope.Level.SYSTEM
                && allowed.stream().anyMatch(one -> one instanceof Scope.Data broader && broader.covers(data));
    }

    private ResponseEntity<String> send(Map<String, Object> body) {
        ResponseEntity.BodyBuilder response = ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
        if (!faults.has(SmartDefect.NO_CACHE_CONTROL)) {
            response.header("Cache-Control", "no-store").header("Pragma", "no-cache");
        }
        return response.body(broken.token(JsonMapper.shared().writeValueAsString(body)));
    }
}
