package org.prodrome.sandbox.workforce;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.fault.SmartDefect;
import org.prodrome.sandbox.smart.ClientRegistration;
import org.prodrome.sandbox.smart.IdTokenSigner;
import org.prodrome.sandbox.smart.OAuthError;
import org.prodrome.sandbox.smart.OpaqueValue;
import org.prodrome.sandbox.smart.Parameters;
import org.springframework.web.util.UriComponentsBuilder;

/** A sign-in from the page to the id_token. Thread-safe. */
final class WorkforceDesk {
    private static final Duration AT_THE_PAGE = Duration.ofMinutes(10);
    private static final Duration CODE = Duration.ofMinutes(1);
    private static final int ACCESS_SECONDS = 300;

    private final WorkforceAddress address;
    private final IdTokenSigner signer;
    private final InstantSource clock;
    private final Faults faults;
    private final List<Employee> employees = Employee.all();
    private final OnceOnly<SignInRequest> waiting;
    private final OnceOnly<Granted> codes;

    WorkforceDesk(WorkforceAddress address, IdTokenSigner signer, InstantSource clock, Faults faults) {
        this.address = address;
        this.signer = signer;
        this.clock = clock;
        this.faults = faults;
        this.waiting = new OnceOnly<>(clock, AT_THE_PAGE);
        this.codes = new OnceOnly<>(clock, CODE);
    }

    String page(SignInRequest request) {
        return WorkforcePages.signIn(waiting.keep(request), request.client().title(), employees);
    }

    /** Where the browser goes on after the page, with a code or with a refusal. */
    URI answered(Parameters parameters) {
        SignInRequest request = waiting.take(parameters.require("request"))
                .orElseThrow(() -> OAuthError.invalidRequest("request: expected one that waits for an answer"));
        if (!parameters.require("answer").equals("sign-in")) {
            return refused(request.redirectUri(), request.state(), OAuthError.accessDenied());
        }
        String subject = parameters.require("employee");
        Employee employee = employees.stream()
                .filter(one -> one.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> OAuthError.invalidRequest("employee: expected one of this hospital, got another"));
        return UriComponentsBuilder.fromUriString(request.redirectUri())
                .queryParam("code", codes.keep(new Granted(request, employee, clock.instant())))
                .queryParam("state", "{state}")
                .encode()
                .buildAndExpand(faults.has(SmartDefect.SWAPPED_STATE) ? OpaqueValue.next() : request.state())
                .toUri();
    }

    static URI refused(String redirectUri, String state, OAuthError error) {
        return UriComponentsBuilder.fromUriString(redirectUri)
                .queryParam("error", error.code())
                .queryParam("error_description", "{why}")
                .queryParam("state", "{state}")
                .encode()
                .buildAndExpand(error.reason(), state)
                .toUri();
    }

    /** The token answer (OpenID Connect Core section 3.1.3.3). Whatever is wrong with the exchange, the code is spent by it. */
    Map<String, Object> exchange(ClientRegistration client, Parameters parameters) {
        if (!parameters.require("grant_type").equals("authorization_code")) {
            throw OAuthError.unsupportedGrantType();
        }
        Granted granted = codes.take(parameters.require("code"))
                .filter(one -> one.request().client().clientId().equals(client.clientId()))
                .orElseThrow(
                        () -> OAuthError.invalidGrant("code: expected one issued to this client, unused and young"));
        if (!granted.request().redirectUri().equals(parameters.require("redirect_uri"))) {
            throw OAuthError.invalidGrant("redirect_uri: expected that of the authorization request");
        }
        if (!granted.request().pkce().isMetBy(parameters.require("code_verifier"))) {
            throw OAuthError.invalidGrant("code_verifier: expected the one behind the code_challenge");
        }
        return Map.of(
                "access_token", OpaqueValue.next(),
                "token_type", "Bearer",
                "expires_in", ACCESS_SECONDS,
                "scope", String.join(" ", granted.request().scopes()),
                "id_token", signer.sign(claims(granted)));
    }

    private JWTClaimsSet claims(Granted granted) {
        SignInRequest request = granted.request();
        Set<String> scopes = request.scopes();
        JWTClaimsSet.Builder claims = signer.identity(
                        address.issuer(),
                        granted.employee().subject(),
                        request.client().clientId(),
                        request.nonce())
                .claim("auth_time", granted.at().getEpochSecond());
        if (scopes.contains("profile")) {
            claims.claim("name", granted.employee().name());
        }
        if (scopes.contains("groups")) {
            claims.claim("groups", granted.employee().groups());
        }
        return claims.build();
    }

    String keys() {
        return signer.published();
    }

    /** @param at when the employee said who they are */
    private record Granted(SignInRequest request, Employee employee, Instant at) {}
}
