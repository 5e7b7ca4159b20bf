package org.prodrome.launcher;

import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A SMART App Launch 2.2 client: {@link #authorize}, then {@link #complete}; {@link #backend} for apps that run by themselves.
 *
 * {@snippet file = "org/prodrome/launcher/snippets/Snippets.java" region = "launch"}
 *
 * <p>One per app; safe for several threads. It keeps no session: what waits between the two redirects is in the
 * {@link PendingLaunches} store, and the outcome belongs to the caller.
 */
public final class SmartLauncher {
    private final Map<URI, IssuerRegistration> registrations;
    private final LaunchLedger ledger;
    private final Clock clock;
    private final Wire wire;
    private final Discovery discovery;
    private final Completion completion;
    private final Map<IssuerRegistration, Kept<Access>> backends = new ConcurrentHashMap<>();

    private SmartLauncher(Builder builder, PendingLaunches pendingLaunches, HttpClient client) {
        registrations = Map.copyOf(builder.registrations);
        ledger = new LaunchLedger(pendingLaunches, builder.clock, builder.launchLifetime);
        clock = builder.clock;
        wire = new Wire(client, builder.callDeadline, builder.maxAnswerBytes);
        discovery = new Discovery(wire, clock);
        completion = new Completion(discovery, new IdTokens(new KeySets(wire, clock), clock), wire, clock);
    }

    /** Starts with the system's clock, a store in memory, 10 s and 1 MiB for a call, and 10 minutes for a launch. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * What a registered issuer says of itself; kept for ten minutes.
     *
     * @throws LaunchException.UnknownIssuer where the issuer isn't registered; nothing is fetched then
     */
    public SmartConfiguration discover(URI issuer) {
        return discovery.of(registered(IssuerRegistration.normal(issuer)));
    }

    /**
     * Begins a launch, from an EHR or standalone (app-launch#request-4).
     *
     * @return where to send the browser, and what it must bring back
     * @throws LaunchException.UnknownIssuer where the issuer isn't registered; nothing is fetched then
     */
    public AuthorizationRequest authorize(LaunchRequest request) {
        var registration = registered(IssuerRegistration.normal(request.iss()));
        var smart = discovery.requiring(known -> known.requiredForLaunch(registration), registration);
        var endpoint = smart.requiredForLaunch(registration);
        var begun = ledger.begin(registration, request.scopes(registration.scopes()));
        return new AuthorizationRequest(
                endpoint,
                parameters(registration, request, begun),
                begun.state(),
                begun.browserBinding(),
                smart.offers("authorize-post"));
    }

    private static SequencedMap<String, String> parameters(
            IssuerRegistration registration, LaunchRequest request, LaunchLedger.Begun begun) {
        var launch = begun.launch();
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("response_type", "code");
        parameters.put("client_id", registration.clientId());
        parameters.put("redirect_uri", launch.redirectUri().toString());
        if (request.launch() != null) {
            parameters.put("launch", request.launch());
        }
        parameters.put("scope", launch.requested().toString());
        parameters.put("state", begun.state());
        parameters.put("aud", request.iss().toString());
        parameters.put("code_challenge", challenge(launch.codeVerifier()));
        parameters.put("code_challenge_method", CodeChallengeMethod.S256.getValue());
        if (launch.nonce() != null) {
            parameters.put("nonce", launch.nonce());
        }
        return parameters;
    }

    private static String challenge(String verifier) {
        return CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier))
                .getValue();
    }

    /**
     * Finishes a launch when the browser returns (app-launch#response-4 and what follows it).
     *
     * @param browserBinding the value of the cookie named {@link RedirectParameters#bindingName()}; null where there is none
     * @throws LaunchException of the kind that tells what went wrong; the launch is then used up
     */
    public LaunchContext complete(RedirectParameters redirect, @Nullable String browserBinding) {
        var launch = ledger.recall(redirect, browserBinding);
        var registration = registered(launch.issuer());
        return completion.of(redirect, registration, launch);
    }

    /**
     * Access in the app's own name, without a user (backend-services).
     *
     * {@snippet file = "org/prodrome/launcher/snippets/Snippets.java" region = "backend"}
     *
     * <p>One token per registration: obtained at the first call, shared by all, renewed by a fresh assertion a little before it
     * expires. Ask again after {@link Access#end}. Keep the registration: each one that differs, if only by its keys, is remembered.
     *
     * @param registration made by {@link IssuerRegistration#backend}; needs no entry in the builder
     * @throws LaunchException.TokenAnswer where the server refuses this app; the next call asks again
     */
    public Access backend(IssuerRegistration registration) {
        if (!(registration.authentication() instanceof ClientAuthentication.PrivateKeyJwt)) {
            throw new IllegalArgumentException("backend registration: expected private_key_jwt, got another proof");
        }
        requireSecure(registration, registration.issuer());
        return backends.computeIfAbsent(registration, known -> new Kept<>(clock))
                .unless(Access::ended, () -> backendAccess(registration));
    }

    private Access backendAccess(IssuerRegistration registration) {
        var renewal = new BackendRenewal(new TokenEndpoint(registration, discovery, wire, clock));
        return new Access(registration.issuer(), renewal.obtain(), renewal, clock);
    }

    /**
     * What a registered issuer knows of a token (RFC 7662). This app proves itself as at the token endpoint.
     *
     * @throws LaunchException.Discovery where the issuer has no introspection endpoint
     * @throws LaunchException.TokenAnswer where it refuses this app or its answer can't be used
     */
    public Access.Introspection introspect(URI issuer, String token) {
        var registration = registered(IssuerRegistration.normal(issuer));
        return new TokenEndpoint(registration, discovery, wire, clock).introspect(token);
    }

    private static void requireSecure(IssuerRegistration registration, @Nullable URI uri) {
        if (uri == null || uri.getHost() == null || !new Addresses(registration).secure(uri)) {
            throw new IllegalArgumentException(
                    "registration: expected https, or loopback http where allowed, got " + uri);
        }
    }

    private IssuerRegistration registered(URI issuer) {
        var registration = registrations.get(issuer);
        if (registration == null) {
            throw new LaunchException.UnknownIssuer(Breach.of(
                    Clause.EHR_LAUNCH, "one of the registered issuers", "another, on host " + issuer.getHost()));
        }
        return registration;
    }

    /** Collects the settings of a {@link SmartLauncher}. */
    public static final class Builder {
        private static final int PENDING_IN_MEMORY = 10_000;

        private final Map<URI, IssuerRegistration> registrations = new HashMap<>();
        private @Nullable PendingLaunches pendingLaunches;
        private @Nullable HttpClient httpClient;
        private Clock clock = Clock.systemUTC();
        private Duration launchLifetime = Duration.ofMinutes(10);
        private Duration callDeadline = Duration.ofSeconds(10);
        private int maxAnswerBytes = 1 << 20;

        private Builder() {}

        /** Adds an issuer; refuses one without TLS unless its registration allows loopback http. */
        public Builder register(IssuerRegistration registration) {
            requireSecure(registration, registration.issuer());
            requireSecure(registration, registration.redirectUri());
            if (registration.authentication() instanceof ClientAuthentication.PrivateKeyJwt jwt
                    && jwt.jwksUrl() != null) {
                requireSecure(registration, jwt.jwksUrl());
            }
            if (registrations.put(registration.issuer(), registration) != null) {
                throw new IllegalArgumentException(
                        "issuer: expected one registration each, got two of " + registration.issuer());
            }
            return this;
        }

        public Builder pendingLaunches(PendingLaunches store) {
            pendingLaunches = store;
            return this;
        }

        public Builder clock(Clock source) {
            clock = source;
            return this;
        }

        /** A client with, for instance, the hospital's own certificates; it must never follow redirects. */
        public Builder httpClient(HttpClient client) {
            httpClient = client;
            return this;
        }

        /** How long one call to an issuer may take, all its attempts together. */
        public Builder callDeadline(Duration deadline) {
            callDeadline = deadline;
            return this;
        }

        /** How long an answer of an issuer may be. */
        public Builder maxAnswerBytes(int bytes) {
            maxAnswerBytes = bytes;
            return this;
        }

        /** How long a user may take to sign in at the EHR. */
        public Builder launchLifetime(Duration lifetime) {
            launchLifetime = lifetime;
            return this;
        }

        /** Without any issuer registered, all launches are refused and {@link SmartLauncher#backend} works. */
        public SmartLauncher build() {
            var store = pendingLaunches != null ? pendingLaunches : PendingLaunches.inMemory(clock, PENDING_IN_MEMORY);
            return new SmartLauncher(this, store, httpClient != null ? httpClient : ownClient());
        }

        private HttpClient ownClient() {
            return HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(callDeadline)
                    .build();
        }
    }
}
