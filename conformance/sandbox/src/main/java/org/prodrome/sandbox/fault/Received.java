package org.prodrome.sandbox.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known about a request that came: facts only. A secret is kept as its {@link #fingerprint}, never as itself.
 *
 * @param inUrl names of the parameters in the URL
 * @param inForm names of the parameters in the form
 * @param values of the parameters; a secret's is its fingerprint
 * @param lengths of the parameters' values, in characters
 * @param headers Accept and Content-Type, by name in lower case, where they came
 */
public record Received(
        String method,
        String path,
        Set<String> inUrl,
        Set<String> inForm,
        Map<String, String> values,
        Map<String, Integer> lengths,
        Map<String, String> headers,
        Optional<Authorization> authorization,
        Optional<Assertion> assertion) {

    private static final Set<String> SECRETS = Set.of(
            "access_token",
            "client_assertion",
            "client_secret",
            "code",
            "code_verifier",
            "launch",
            "refresh_token",
            "state",
            "nonce",
            "token");
    private static final Set<String> TELLING_HEADERS = Set.of("accept", "content-type");

    /**
     * An Authorization header.
     *
     * @param user the name in Basic credentials; empty with any other scheme
     * @param fingerprint of the password or the token
     */
    public record Authorization(String scheme, String user, String fingerprint) {}

    /** A client's JWT, its signature left out. */
    public record Assertion(Map<String, Object> header, Map<String, Object> claims, boolean signed) {}

    static Received of(ClientRequest request) {
        Map<String, String> values = new LinkedHashMap<>(request.query());
        values.putAll(request.form());
        Map<String, Integer> lengths = new LinkedHashMap<>();
        values.forEach((name, value) -> lengths.put(name, value.length()));
        values.replaceAll((name, value) -> SECRETS.contains(name) ? fingerprint(value) : value);
        Map<String, String> headers = new LinkedHashMap<>(request.headers());
        headers.keySet().retainAll(TELLING_HEADERS);
        return new Received(
                request.method(),
                request.path(),
                Set.copyOf(request.query().keySet()),
                Set.copyOf(request.form().keySet()),
                Map.copyOf(values),
                Map.copyOf(lengths),
                Map.copyOf(headers),
                Credentials.of(request)
                        .map(header -> new Authorization(header.scheme(), header.user(), fingerprint(header.secret()))),
                request.parameter("client_assertion")
                        .flatMap(AssertionText::parse)
                        .map(jwt -> new Assertion(
                                jwt.header(), jwt.claims(), !jwt.signature().isEmpty())));
    }

    /** A parameter's value, or a secret one's fingerprint. */
    public Optional<String> value(String parameter) {
        return Optional.ofNullable(values.get(parameter));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** SHA-256 in base64url without padding, as PKCE has it: a code verifier's is its challenge. */
    public static String fingerprint(String secret) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: every JDK has it", e);
        }
    }
}
