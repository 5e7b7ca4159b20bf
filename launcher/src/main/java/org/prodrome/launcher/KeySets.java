package org.prodrome.launcher;

import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The issuers' public keys, found through their {@code openid-configuration} (scopes-and-launch-context#steps-for-using-an-id-token).
 *
 * <p>An unknown key makes the set be read again, at most once a minute for each issuer: a stranger who sends id_tokens with
 * invented key ids can't make this app hammer the EHR. One entry per registration; safe for several threads.
 */
final class KeySets {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration BETWEEN_FETCHES = Duration.ofMinutes(1);

    private final Map<URI, Kept<JWKSet>> kept = new ConcurrentHashMap<>();
    private final Wire wire;
    private final Clock clock;

    KeySets(Wire wire, Clock clock) {
        this.wire = wire;
        this.clock = clock;
    }

    /** What {@code choose} finds in the issuer's keys, read again once where it finds nothing. */
    <T> Optional<T> find(
            IssuerRegistration registration, SmartConfiguration smart, Function<JWKSet, Optional<T>> choose) {
        var keys = kept.computeIfAbsent(registration.issuer(), issuer -> new Kept<>(clock));
        var found = choose.apply(keys.atMostOld(KEPT, () -> fetch(registration, smart)));
        return found.isPresent()
                ? found
                : choose.apply(keys.atMostOld(BETWEEN_FETCHES, () -> fetch(registration, smart)));
    }

    private JWKSet fetch(IssuerRegistration registration, SmartConfiguration smart) {
        var addresses = new Addresses(registration);
        var uri = addresses.reachable(jwksUri(registration, smart), "jwks_uri", LaunchException.Discovery::new);
        var answer = wire.getJson(uri, "the key set");
        if (!answer.ok()) {
            throw refused("a JSON Web Key Set at jwks_uri", "status " + answer.status());
        }
        return parse(answer.body());
    }

    static JWKSet parse(String body) {
        try {
            return JWKSet.parse(JsonDocument.object(body));
        } catch (ParseException
                | RuntimeException e) { // the parser lets the latter out, for a null where a key should be
            throw refused("a JSON Web Key Set at jwks_uri", "text that is none");
        }
    }

    private URI jwksUri(IssuerRegistration registration, SmartConfiguration smart) {
        var issuer = smart.issuer();
        if (issuer == null) {
            throw refused("issuer in smart-configuration, as id_tokens need it", "none");
        }
        var answer = wire.getJson(openidConfiguration(registration, issuer), "openid-configuration");
        if (answer.ok()) {
            return jwksUriIn(answer.body(), issuer);
        }
        return fallback(registration, smart.jwksUri(), answer.status());
    }

    private static URI openidConfiguration(IssuerRegistration registration, String issuer) {
        try {
            var base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
            var uri = URI.create(base + "/.well-known/openid-configuration");
            return new Addresses(registration).reachable(uri, "issuer of id_tokens", LaunchException.Discovery::new);
        } catch (IllegalArgumentException e) {
            throw refused("issuer in smart-configuration as a URL", "text that is none");
        }
    }

    private static URI jwksUriIn(String body, String issuer) {
        var json = JsonDocument.parse(body, "openid-configuration", Clause.ID_TOKEN, LaunchException.Discovery::new);
        if (!issuer.equals(json.requiredText("issuer"))) {
            throw refused("openid-configuration of the issuer that smart-configuration names", "another issuer's");
        }
        try {
            return URI.create(json.requiredText("jwks_uri"));
        } catch (IllegalArgumentException e) {
            throw json.refused("jwks_uri", "a URL", "text that is none");
        }
    }

    private static URI fallback(IssuerRegistration registration, @Nullable URI jwksUri, int status) {
        if (jwksUri == null || !registration.tolerates(IssuerRegistration.Leniency.OPENID_CONFIGURATION_MISSING)) {
            throw refused("openid-configuration with status 200", "status " + status);
        }
        return jwksUri;
    }

    private static LaunchException refused(String expected, String arrived) {
        return new LaunchException.Discovery(Breach.of(Clause.ID_TOKEN, expected, arrived));
    }
}
