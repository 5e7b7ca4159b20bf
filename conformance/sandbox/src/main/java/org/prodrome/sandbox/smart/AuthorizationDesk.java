package org.prodrome.sandbox.smart;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.prodrome.sandbox.fault.Faults;
import org.prodrome.sandbox.fault.SmartDefect;

/** Answers a checked authorization request: the URL to send the browser back to, with a code or with the reason why not. */
final class AuthorizationDesk {

    private final LaunchDesk launches;
    private final AuthorizationCodes codes;
    private final GrantDecision decision;
    private final Faults faults;

    AuthorizationDesk(LaunchDesk launches, AuthorizationCodes codes, Faults faults) {
        this.launches = launches;
        this.codes = codes;
        this.decision = new GrantDecision(faults);
        this.faults = faults;
    }

    /** For an EHR launch: the user is signed in to the EHR already, and the app is one the EHR has approved. */
    URI continueLaunch(AuthorizationRequest request, String launch) {
        LaunchRequest context = launches.redeem(launch, request.client().clientId())
                .orElseThrow(() -> OAuthError.invalidRequest("launch: expected one that is open for this app"));
        return grant(request, context);
    }

    URI grant(AuthorizationRequest request, LaunchRequest context) {
        String code = codes.issue(decision.decide(request, context), request.redirectUri(), request.pkce());
        Map<String, String> answer = new LinkedHashMap<>();
        if (faults.has(SmartDefect.REPLAYED_CODE)) {
            codes.spend(code);
        }
        if (!faults.has(SmartDefect.MISSING_CODE)) {
            answer.put("code", code);
        }
        if (faults.has(SmartDefect.FOREIGN_ISSUER_IN_REDIRECT)) {
            answer.put("iss", "http://localhost:1/fhir");
        }
        if (faults.has(SmartDefect.SWAPPED_STATE)) {
            answer.put("state", OpaqueValue.next());
        } else if (!faults.has(SmartDefect.MISSING_STATE)) {
            answer.put("state", request.state());
        }
        return withQuery(request.redirectUri(), answer);
    }

    static URI refuse(String redirectUri, String state, OAuthError error) {
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put("error", error.code());
        answer.put("error_description", error.reason());
        if (!state.isEmpty()) {
            answer.put("state", state);
        }
        return withQuery(redirectUri, answer);
    }

    private static URI withQuery(String redirectUri, Map<String, String> answer) {
        String query = answer.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return URI.create(redirectUri + (redirectUri.contains("?") ? "&" : "?") + query);
    }
}
