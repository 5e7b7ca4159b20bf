package org.prodrome.sandbox.smart;

/** A refusal as RFC 6749 (sections 4.1.2.1 and 5.2) defines it: a code, a reason and the HTTP status it travels with. */
public final class OAuthError extends RuntimeException {

    private final String code;
    private final int status;

    private OAuthError(String code, int status, String reason) {
        super(reason);
        this.code = code;
        this.status = status;
    }

    public static OAuthError invalidRequest(String reason) {
        return new OAuthError("invalid_request", 400, reason);
    }

    public static OAuthError invalidClient(String reason) {
        return new OAuthError("invalid_client", 401, reason);
    }

    public static OAuthError invalidGrant(String reason) {
        return new OAuthError("invalid_grant", 400, reason);
    }

    public static OAuthError invalidScope(String reason) {
        return new OAuthError("invalid_scope", 400, reason);
    }

    static OAuthError unauthorizedClient(String reason) {
        return new OAuthError("unauthorized_client", 400, reason);
    }

    public static OAuthError unsupportedGrantType() {
        return new OAuthError("unsupported_grant_type", 400, "grant_type: expected one that discovery lists");
    }

    public static OAuthError unsupportedResponseType() {
        return new OAuthError("unsupported_response_type", 400, "response_type: expected 'code'");
    }

    /** With the status that goes with the code. */
    static OAuthError switchedOn(String code) {
        int status = switch (code) {
            case "invalid_client" -> 401;
            case "server_error" -> 500;
            case "temporarily_unavailable" -> 503;
            default -> 400;
        };
        return new OAuthError(code, status, "switched on as a fault");
    }

    public static OAuthError accessDenied() {
        return new OAuthError("access_denied", 403, "the user said no");
    }

    static OAuthError serverError() {
        return new OAuthError("server_error", 500, "switched on as a fault");
    }

    public String code() {
        return code;
    }

    int status() {
        return status;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
