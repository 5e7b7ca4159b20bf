package org.prodrome.sandbox.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.AuthenticationException;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.prodrome.sandbox.smart.ActiveToken;
import org.prodrome.sandbox.smart.Scope;
import org.prodrome.sandbox.smart.TokenDesk;

/** Lets nothing but the CapabilityStatement through without a good bearer token whose scopes cover the interaction. */
@Interceptor
public final class TokenInterceptor {

    private static final String BEARER = "Bearer ";

    private final TokenDesk tokens;
    private final ClinicalStore store;

    TokenInterceptor(TokenDesk tokens, ClinicalStore store) {
        this.tokens = tokens;
        this.store = store;
    }

    /** Called by the FHIR server when it knows what is asked for. */
    @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
    public void check(ServletRequestDetails request, RestOperationTypeEnum operation) {
        if (operation == RestOperationTypeEnum.METADATA) {
            return;
        }
        HttpServletResponse response = request.getServletResponse();
        Access access = new Access(token(request, response).grant(), store);
        Scope.Action action = actionOf(operation);
        String type = String.valueOf(request.getResourceName());
        if (!access.allows(type, action)) {
            response.addHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
            throw new ForbiddenOperationException("scope: expected one that allows " + action + " of " + type);
        }
        access.attachTo(request);
    }

    private ActiveToken token(RequestDetails request, HttpServletResponse response) {
        Optional<String> header = Optional.ofNullable(request.getHeader("Authorization"));
        if (header.isEmpty()) {
            response.addHeader("WWW-Authenticate", "Bearer");
            throw new AuthenticationException("Authorization: expected a bearer token, missing");
        }
        return header.filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .flatMap(value -> tokens.find(value.substring(BEARER.length())))
                .orElseThrow(() -> {
                    response.addHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
                    return new AuthenticationException("Authorization: expected a good bearer token, got another");
                });
    }

    /** HAPI knows many operations; those this server does not offer are refused before any scope could cover them. */
    private static Scope.Action actionOf(RestOperationTypeEnum operation) {
        return switch (operation) {
            case READ, VREAD -> Scope.Action.READ;
            case SEARCH_TYPE -> Scope.Action.SEARCH;
            case CREATE -> Scope.Action.CREATE;
            case UPDATE -> Scope.Action.UPDATE;
            case EXTENDED_OPERATION_INSTANCE -> Scope.Action.READ; // Patient/[id]/$everything
            default -> throw new ForbiddenOperationException("interaction: expected one in the CapabilityStatement");
        };
    }
}
