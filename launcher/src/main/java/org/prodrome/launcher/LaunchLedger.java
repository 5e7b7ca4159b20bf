package org.prodrome.launcher;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Launches between their two redirects: entered once, recalled once, by the browser that began them. */
record LaunchLedger(PendingLaunches store, Clock clock, Duration lifetime) {

    /** A launch that has just been entered, with the two secrets that only the browser will hold from now on. */
    record Begun(PendingLaunch launch, String state, String browserBinding) {
        @Override
        public String toString() {
            return "Begun[" + launch + "]";
        }
    }

    Begun begin(IssuerRegistration registration, Scopes scopes) {
        var state = Secrets.random();
        var binding = Secrets.random();
        var launch = new PendingLaunch(
                registration.issuer(),
                Secrets.digest(binding),
                new CodeVerifier().getValue(),
                scopes,
                scopes.contains("openid") ? Secrets.random() : null,
                Objects.requireNonNull(registration.redirectUri()));
        store.put(launch.toEntry(state, clock.instant().plus(lifetime)));
        return new Begun(launch, state, binding);
    }

    /** The launch that a redirect belongs to; its state is used up by this, whatever comes of it. */
    PendingLaunch recall(RedirectParameters redirect, @Nullable String browserBinding) {
        var state = redirect.state();
        if (state == null || state.isBlank()) {
            throw refused("a state", "none");
        }
        var entry = store.take(Secrets.digest(state))
                .orElseThrow(() -> refused("a state that was issued and not used yet", "another"));
        if (!clock.instant().isBefore(entry.expiresAt())) {
            throw refused("a state that hasn't expired", "one that has");
        }
        var launch = PendingLaunch.of(entry);
        if (browserBinding == null || !Secrets.matches(browserBinding, launch.bindingDigest())) {
            throw refused(
                    "the browser that began this launch",
                    browserBinding == null ? "no launch cookie" : "another browser");
        }
        return launch;
    }

    static LaunchException refused(String expected, String arrived) {
        return new LaunchException.Redirect(Breach.of(Clause.AUTHORIZATION_RESPONSE, expected, arrived));
    }
}
