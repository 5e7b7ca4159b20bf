package org.prodrome.launcher;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a launch, or the access it gave, can't go on. Every subclass is one thing an administrator can act on.
 *
 * <p>Neither the message nor any text of ours holds a token, a code or a patient's data. The description of an
 * {@link #oauthError} is the server's own words: show it to the user whose launch it was, and keep it out of logs.
 */
public abstract sealed class LaunchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Breach breach;

    private LaunchException(String what, Breach breach) {
        super(
                "%s: expected %s, got %s [%s]".formatted(what, breach.expected(), breach.arrived(), breach.clause()),
                breach.cause());
        this.breach = breach;
    }

    /** An OAuth error as a server sent it, made printable and short; the description may be empty. */
    public record OAuthError(String code, String description) {
        static OAuthError of(String code, @Nullable String description) {
            return new OAuthError(OAuthText.code(code), OAuthText.clean(description));
        }
    }

    /** The clause that was broken: {@code page#section} of SMART App Launch 2.2.0, or an RFC. */
    public String clause() {
        return breach.clause();
    }

    /** What the clause asks for. */
    public String expected() {
        return breach.expected();
    }

    /** What came instead. */
    public String arrived() {
        return breach.arrived();
    }

    /** The server's own error, where it gave one. */
    public Optional<OAuthError> oauthError() {
        return Optional.ofNullable(breach.answer());
    }

    /** One short sentence for the clinician in front of the screen. */
    public abstract String userSentence();

    /** What the administrator of this app or of the EHR should look at. */
    public abstract String administratorHint();

    /** The launch URL or the redirect was called with parameters that no EHR sends. */
    public static final class BadRequest extends LaunchException {
        private static final long serialVersionUID = 1L;

        BadRequest(Breach breach) {
            super("launch parameters refused", breach);
        }

        @Override
        public String userSentence() {
            return "This page opens from a patient's chart in the EHR, not by itself.";
        }

        @Override
        public String administratorHint() {
            return "Check the launch URL registered for this app in the EHR; it must add iss and launch.";
        }
    }

    /** The issuer isn't one that this app was set up for. */
    public static final class UnknownIssuer extends LaunchException {
        private static final long serialVersionUID = 1L;

        UnknownIssuer(Breach breach) {
            super("issuer refused", breach);
        }

        @Override
        public String userSentence() {
            return "This app isn't set up for the EHR it was opened from.";
        }

        @Override
        public String administratorHint() {
            return "If this EHR should be served, register its FHIR base URL, exactly as it sends it, as an issuer.";
        }
    }

    /** The issuer's discovery documents or key set can't be used. */
    public static final class Discovery extends LaunchException {
        private static final long serialVersionUID = 1L;

        Discovery(Breach breach) {
            super("discovery refused", breach);
        }

        @Override
        public String userSentence() {
            return "The EHR's sign-in settings can't be used by this app.";
        }

        @Override
        public String administratorHint() {
            return "Compare the issuer's smart-configuration and openid-configuration with what was expected;"
                    + " further hosts and known departures are settings of the issuer's registration.";
        }
    }

    /** The redirect doesn't belong to a launch that this app began in this browser. */
    public static final class Redirect extends LaunchException {
        private static final long serialVersionUID = 1L;

        Redirect(Breach breach) {
            super("redirect refused", breach);
        }

        @Override
        public String userSentence() {
            return "This sign-in was already used, took too long or began elsewhere. Please open the app again from the chart.";
        }

        @Override
        public String administratorHint() {
            return "One such message is harmless; many mean that the launch cookie is blocked in the EHR's frame"
                    + " or that somebody tries redirects.";
        }
    }

    /** The EHR's authorization server refused the authorization request. */
    public static final class Denied extends LaunchException {
        private static final long serialVersionUID = 1L;

        Denied(Breach breach) {
            super("authorization denied", breach);
        }

        @Override
        public String userSentence() {
            return "The EHR didn't allow this app to open the chart.";
        }

        @Override
        public String administratorHint() {
            return "Look up the OAuth error in the EHR's log; the client id, redirect URI and scopes must be registered there.";
        }
    }

    /** The token endpoint refused, or its answer can't be used. */
    public static final class TokenAnswer extends LaunchException {
        private static final long serialVersionUID = 1L;

        TokenAnswer(Breach breach) {
            super("token answer refused", breach);
        }

        @Override
        public String userSentence() {
            return "The EHR didn't complete the sign-in. Please open the app again from the chart.";
        }

        @Override
        public String administratorHint() {
            return "Check that the EHR knows this app's client id and its key set URL, and that both clocks are right.";
        }
    }

    /** The id_token or the user it names can't be trusted. */
    public static final class Identity extends LaunchException {
        private static final long serialVersionUID = 1L;

        Identity(Breach breach) {
            super("identity refused", breach);
        }

        @Override
        public String userSentence() {
            return "The EHR didn't say reliably who you are, so nothing was opened.";
        }

        @Override
        public String administratorHint() {
            return "Check the EHR's signing keys, its issuer setting and both clocks; this may also be an attack.";
        }
    }

    /** The context that came with the token lacks what the app needs, or is malformed. */
    public static final class Context extends LaunchException {
        private static final long serialVersionUID = 1L;

        Context(Breach breach) {
            super("launch context refused", breach);
        }

        @Override
        public String userSentence() {
            return "The EHR didn't say which patient's chart is open. Please open the app from a chart.";
        }

        @Override
        public String administratorHint() {
            return "Let the EHR launch this app with a patient in context and grant the scope launch or launch/patient.";
        }
    }

    /** There is no access token any more, or none for that address; only a new launch gives one. */
    public static final class NoAccess extends LaunchException {
        private static final long serialVersionUID = 1L;

        NoAccess(Breach breach) {
            super("no access", breach);
        }

        @Override
        public String userSentence() {
            return "The EHR's permission has ended. Please open the app again from the chart.";
        }

        @Override
        public String administratorHint() {
            return "For longer sessions, register and request online_access, so that access can be renewed.";
        }
    }

    /** The issuer's server couldn't be reached, was too slow or sent too much. */
    public static final class Unreachable extends LaunchException {
        private static final long serialVersionUID = 1L;

        Unreachable(Breach breach) {
            super("no usable answer", breach);
        }

        @Override
        public String userSentence() {
            return "The EHR's sign-in server isn't answering. Please try again in a moment.";
        }

        @Override
        public String administratorHint() {
            return "Check the network path, TLS certificates and load between this app and the EHR's endpoints.";
        }
    }

    /** This app's own set-up is at fault: its signing keys or their file. */
    public static final class Setup extends LaunchException {
        private static final long serialVersionUID = 1L;

        Setup(Breach breach) {
            super("set-up refused", breach);
        }

        @Override
        public String userSentence() {
            return "This app isn't set up completely.";
        }

        @Override
        public String administratorHint() {
            return "Check the app's signing key file: readable by its owner only, and written by this app.";
        }
    }
}
