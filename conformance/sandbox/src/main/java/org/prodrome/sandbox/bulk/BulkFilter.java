package org.prodrome.sandbox.bulk;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.prodrome.sandbox.fhir.OutcomeWriter;
import org.prodrome.sandbox.profile.EhrProfile;
import org.prodrome.sandbox.smart.ActiveToken;
import org.prodrome.sandbox.smart.Grant;
import org.prodrome.sandbox.smart.TokenDesk;

/** Takes the requests of the export interface out of what is sent to the FHIR server. */
final class BulkFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String BEARER = "Bearer ";

    private final transient BulkDesk desk;
    private final transient EhrProfile profile;
    private final transient TokenDesk tokens;

    BulkFilter(BulkDesk desk, EhrProfile profile, TokenDesk tokens) {
        this.desk = desk;
        this.profile = profile;
        this.tokens = tokens;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<BulkCall> call = BulkCall.of(request.getRequestURI()).filter(this::offered);
        if (call.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        try {
            desk.answer(call.get(), grant(request, response), request, response);
        } catch (ExportRefusal refusal) {
            refusal.retryAfterSeconds().ifPresent(seconds -> response.setHeader("Retry-After", Long.toString(seconds)));
            OutcomeWriter.refuse(response, refusal.status(), String.valueOf(refusal.getMessage()));
        }
    }

    private boolean offered(BulkCall call) {
        return switch (call) {
            case BulkCall.Status ignored -> true;
            case BulkCall.Download ignored -> true;
            case BulkCall.KickOff kickOff ->
                profile.offers(
                        switch (kickOff.level()) {
                            case SYSTEM -> EhrProfile.Operation.EXPORT_SYSTEM;
                            case PATIENT -> EhrProfile.Operation.EXPORT_PATIENT;
                            case GROUP -> EhrProfile.Operation.EXPORT_GROUP;
                        });
        };
    }

    private Grant grant(HttpServletRequest request, HttpServletResponse response) {
        String header = Objects.requireNonNullElse(request.getHeader("Authorization"), "");
        boolean bearer = header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        return Optional.of(header)
                .filter(ignored -> bearer)
                .flatMap(value -> tokens.find(value.substring(BEARER.length())))
                .map(ActiveToken::grant)
                .orElseThrow(() -> {
                    response.addHeader("WWW-Authenticate", bearer ? "Bearer error=\"invalid_token\"" : "Bearer");
                    return new ExportRefusal(401, "Authorization: expected a good bearer token");
                });
    }
}
