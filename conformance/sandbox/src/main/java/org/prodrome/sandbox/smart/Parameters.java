package org.prodrome.sandbox.smart;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;

/** The parameters of an OAuth request; each may come once (RFC 6749 section 3.1). */
public record Parameters(Map<String, String[]> values) {

    public static Parameters of(HttpServletRequest request) {
        return new Parameters(request.getParameterMap());
    }

    /** An empty value counts as absent, as RFC 6749 section 3.1 has it. */
    public Optional<String> find(String name) {
        String[] found = values.getOrDefault(name, new String[0]);
        if (found.length > 1) {
            throw OAuthError.invalidRequest(name + ": expected once, came " + found.length + " times");
        }
        return found.length == 0 || found[0].isEmpty() ? Optional.empty() : Optional.of(found[0]);
    }

    public String require(String name) {
        return find(name).orElseThrow(() -> OAuthError.invalidRequest(name + ": expected, missing"));
    }

    public void refuseRepeats() {
        values.keySet().forEach(this::find);
    }
}
