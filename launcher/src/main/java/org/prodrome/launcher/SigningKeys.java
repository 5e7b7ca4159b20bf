package org.prodrome.launcher;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * This app's own key pairs, RS384 and ES384, by which it proves who it is. Safe for several threads.
 *
 * <p>A new pair is published before it signs and an old one is published for a day after its last signature, so that servers
 * that keep the key set never meet an unknown key (client-confidential-asymmetric#registering-a-client-communicating-public-keys).
 * Several nodes may share one file: each reads it again once another has changed it, and only one rotates at a time.
 */
public final class SigningKeys {
    private static final int RSA_BITS = 3072;
    private static final Duration PUBLISHED_AFTER_USE = Duration.ofDays(1);

    private final @Nullable KeyFile file;
    private final Clock clock;
    private volatile List<JWK> keys;
    private volatile String stamp = "";

    /** A private key fit to sign now. */
    record Signing(JWK jwk, JWSAlgorithm algorithm) {
        JWSSigner signer() throws JOSEException {
            return jwk instanceof ECKey ec ? new ECDSASigner(ec) : new RSASSASigner(jwk.toRSAKey());
        }

        @Override
        public String toString() {
            return "Signing[kid=" + jwk.getKeyID() + "]";
        }
    }

    private SigningKeys(List<JWK> keys, @Nullable KeyFile file, Clock clock) {
        this.keys = keys;
        this.file = file;
        this.clock = clock;
        this.stamp = file == null ? "" : file.stamp();
    }

    /** New keys that are lost when the process ends. */
    public static SigningKeys inMemory(Clock clock) {
        return new SigningKeys(pairs(clock.instant(), clock.instant()), null, clock);
    }

    /**
     * The keys in a file that its owner alone may read; made, with new keys, where there is none.
     *
     * @throws LaunchException.Setup where the file can be read by others or doesn't hold such keys
     */
    public static SigningKeys in(Path path, Clock clock) {
        var file = new KeyFile(path);
        return file.locked(() -> {
            if (!file.exists()) {
                file.write(pairs(clock.instant(), clock.instant()));
            }
            return new SigningKeys(file.read(), file, clock);
        });
    }

    /**
     * Makes a new pair of each kind, and drops what isn't published any more.
     *
     * @param publishedFirst how long the new keys are published before they sign: the longest that a server keeps the set
     */
    public void rotate(Duration publishedFirst) {
        rotateIfOlder(Duration.ZERO, publishedFirst);
    }

    /**
     * Rotates unless the newest pair is younger than {@code age}: of several nodes that ask at once, one rotates.
     *
     * @param publishedFirst as in {@link #rotate}
     * @return whether this call rotated
     */
    public synchronized boolean rotateIfOlder(Duration age, Duration publishedFirst) {
        return file == null ? rotated(age, publishedFirst) : file.locked(() -> rotated(age, publishedFirst));
    }

    private boolean rotated(Duration age, Duration publishedFirst) {
        refresh();
        var now = clock.instant();
        boolean young = keys.stream()
                .anyMatch(key -> key.getIssueTime() != null
                        && key.getIssueTime().toInstant().plus(age).isAfter(now));
        if (young) {
            return false;
        }
        var from = now.plus(publishedFirst);
        var next = new ArrayList<JWK>();
        for (var key : published(now)) {
            next.add(key.getExpirationTime() == null ? expiring(key, from.plus(PUBLISHED_AFTER_USE)) : key);
        }
        next.addAll(pairs(now, from));
        if (file != null) {
            file.write(next);
            stamp = file.stamp();
        }
        keys = List.copyOf(next);
        return true;
    }

    /** Takes over what another node wrote; a file that can't be looked at just now changes nothing. */
    private void refresh() {
        if (file != null) {
            var present = file.stamp();
            if (!present.isEmpty() && !present.equals(stamp)) {
                keys = file.read();
                stamp = present;
            }
        }
    }

    /** The public keys as a JSON Web Key Set, to be served at the registered URL with a {@code Cache-Control} header. */
    public String publicJwks() {
        var published =
                published(clock.instant()).stream().map(SigningKeys::publicJson).toList();
        return JSONObjectUtils.toJSONString(Map.of("keys", published));
    }

    /**
     * A one-time JWT that authenticates this app to a token endpoint which is no SMART server's (RFC 7523 section 2.2).
     *
     * @param accepted the algorithms the server lists, or none where it lists none
     * @throws LaunchException where it takes neither ES384 nor RS384
     */
    public String clientAssertion(String clientId, URI tokenEndpoint, List<String> accepted) {
        return new ClientAssertions(clock).sign(clientId, signing(clock.instant(), accepted), null, tokenEndpoint);
    }

    /** The newest key in use of an algorithm the server takes: ES384 if it says so, RS384 if it says nothing. */
    Signing signing(Instant now, List<String> accepted) {
        var preferred = accepted.isEmpty() || !accepted.contains("ES384") ? JWSAlgorithm.RS384 : JWSAlgorithm.ES384;
        if (!accepted.isEmpty() && !accepted.contains(preferred.getName())) {
            throw new LaunchException.Discovery(Breach.of(
                    Clause.ASYMMETRIC,
                    "token_endpoint_auth_signing_alg_values_supported with RS384 or ES384",
                    "a list with neither"));
        }
        return published(now).stream()
                .filter(key -> preferred.equals(key.getAlgorithm()))
                .filter(key -> !key.getNotBeforeTime().after(Date.from(now)))
                .max(Comparator.comparing(JWK::getNotBeforeTime))
                .map(key -> new Signing(key, preferred))
                .orElseThrow(() -> new LaunchException.Setup(
                        Breach.of(Clause.KEYS, "a " + preferred.getName() + " key in use", "none")));
    }

    private List<JWK> published(Instant now) {
        refresh();
        return keys.stream()
                .filter(key -> key.getExpirationTime() == null
                        || key.getExpirationTime().after(Date.from(now)))
                .toList();
    }

    private static List<JWK> pairs(Instant now, Instant from) {
        try {
            var rsa = new RSAKeyGenerator(RSA_BITS)
                    .algorithm(JWSAlgorithm.RS384)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID(UUID.randomUUID().toString())
                    .issueTime(Date.from(now))
                    .notBeforeTime(Date.from(from))
                    .generate();
            var ec = new ECKeyGenerator(Curve.P_384)
                    .algorithm(JWSAlgorithm.ES384)
                    .keyUse(KeyUse.SIGNATURE)
                    .keyID(UUID.randomUUID().toString())
                    .issueTime(Date.from(now))
                    .notBeforeTime(Date.from(from))
                    .generate();
            return List.of(rsa, ec);
        } catch (JOSEException e) {
            throw new LaunchException.Setup(Breach.of(Clause.KEYS, "new RSA and EC keys", "a failure", e));
        }
    }

    private static JWK expiring(JWK key, Instant at) {
        return key instanceof ECKey ec
                ? new ECKey.Builder(ec).expirationTime(Date.from(at)).build()
                : new RSAKey.Builder(key.toRSAKey())
                        .expirationTime(Date.from(at))
                        .build();
    }

    /** The key itself, its id, use and algorithm; our own dates are nobody else's business. */
    private static Map<String, Object> publicJson(JWK key) {
        var json = key.toPublicJWK().toJSONObject();
        Stream.of("iat", "nbf", "exp").forEach(json::remove);
        return json;
    }

    @Override
    public String toString() {
        return "SigningKeys" + keys.stream().map(JWK::getKeyID).toList();
    }
}
