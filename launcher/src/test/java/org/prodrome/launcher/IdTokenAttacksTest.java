package org.prodrome.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prodrome.conformance.ledger.Requirement;

/** Every known way to pass off an id_token, one departure from a right token at a time (OpenID Connect Core 3.1.3.7, RFC 8725). */
@Requirement({"hl7.fhir.uv.smart-app-launch_2.2.0@201", "hl7.fhir.uv.smart-app-launch_2.2.0@218"})
class IdTokenAttacksTest extends TinyEhrTest {
    private static final String FORM = "a signed JWT with claims of the right types, got another form";
    private static final String ALG = "alg: RS256 or ES256";
    private static final String CRIT = "no crit, as this app knows no extension";
    private static final String KEY = "a key of the issuer for alg and kid, got none that fits, or several";
    private static final String SIGNATURE = "a signature by the issuer's key, got one that doesn't verify";

    private ForgedToken right(AuthorizationRequest request) {
        return ForgedToken.right(
                ehr.origin(), TestLaunches.nonce(request), clock.instant().getEpochSecond());
    }

    @Test
    void acceptsTheTokenThatTheAttacksStartFrom() {
        var launches = launches();
        var request = launches.begin();
        ehr.token.put("id_token", right(request).signed());

        assertThat(launches.launcher
                        .complete(TestLaunches.redirect(request), request.browserBinding())
                        .subject())
                .contains("user-1");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"claims", "times", "headers", "algorithms", "forms"})
    void refuses(String attack, String mention, Function<ForgedToken, String> spoil) {
        ehr.keys.add(TinyEhr.EC.toPublicJWK());
        var launches = launches();
        var request = launches.begin();
        var right = right(request);
        var token = spoil.apply(right);
        ehr.token.put("id_token", token);

        Refused.launch(
                ehr,
                launches,
                request,
                LaunchException.Identity.class,
                mention,
                token,
                TestLaunches.nonce(request),
                "user-1",
                "access-1");
    }

    private static Arguments attack(String name, String mention, Function<ForgedToken, String> spoil) {
        return arguments(name, mention, spoil);
    }

    private static Arguments claim(String mention, String name, String json) {
        return attack(
                name + " " + json, mention, right -> right.claim(name, json).signed());
    }

    private static Arguments lacking(String name, String mention) {
        return attack("no " + name, mention, right -> right.without(name).signed());
    }

    static Stream<Arguments> claims() {
        return Stream.of(
                claim("aud: this app's client id", "aud", "\"another-app\""),
                claim("aud: this app's client id", "aud", "[]"),
                claim("aud: this app's client id", "aud", "null"),
                claim("aud: this app's client id", "aud", "\"PRODROME\""),
                claim(FORM, "aud", "7"),
                claim(FORM, "aud", "{\"prodrome\":true}"),
                lacking("aud", "aud: this app's client id"),
                claim("azp: this app's client id", "aud", "[\"prodrome\",\"another-app\"]"),
                claim("azp: this app's client id", "azp", "\"another-app\""),
                claim(FORM, "azp", "[\"prodrome\"]"),
                claim("iss: the issuer", "iss", "\"https://evil.example.org\""),
                claim(FORM, "iss", "[]"),
                attack(
                        "iss with a slash",
                        "iss: the issuer",
                        right -> right.claim("iss", right.claimText("iss").replaceFirst("\"$", "/\""))
                                .signed()),
                lacking("iss", "iss: the issuer"),
                claim("nonce: the one", "nonce", "\"of-another-launch\""),
                claim("nonce: the one", "nonce", "\"\""),
                claim(FORM, "nonce", "7"),
                claim(FORM, "nonce", "[\"a\"]"),
                lacking("nonce", "nonce: the one"),
                claim("sub: a value", "sub", "\"\""),
                claim("sub: a value", "sub", "\" \\t\""),
                claim("sub: a value", "sub", "null"),
                claim(FORM, "sub", "{}"),
                lacking("sub", "sub: a value"),
                claim("fhirUser: a reference", "fhirUser", "\"Device/1\""),
                claim("fhirUser: a reference", "fhirUser", "\"Practitioner/..\""),
                claim("fhirUser: a reference", "fhirUser", "\"javascript:Practitioner/1\""),
                claim(FORM, "fhirUser", "7"));
    }

    static Stream<Arguments> times() {
        return Stream.of(
                claim("exp: a time to come, got a time past", "exp", "1795000000"),
                claim("exp: a time to come, got a time past", "exp", "0"),
                claim("exp: seconds since 1970", "exp", "-1"),
                claim("exp: seconds since 1970", "exp", "-9223372036854775808"),
                claim("exp: seconds since 1970", "exp", "9223372036854775807"),
                claim("exp: seconds since 1970", "exp", "1e30"),
                claim(FORM, "exp", "18446744073709551616000000"),
                claim(FORM, "exp", "1e400"),
                claim(FORM, "exp", "NaN"),
                claim(FORM, "exp", "1" + "0".repeat(20_000)),
                claim(FORM, "exp", "\"4000000000\""),
                claim(FORM, "exp", "true"),
                claim(FORM, "exp", "[4000000000]"),
                claim("exp: a time to come, got none", "exp", "null"),
                lacking("exp", "exp: a time to come, got none"),
                claim("iat: a time past, got a time to come", "iat", "4000000000"),
                claim(FORM, "iat", "\"now\""),
                lacking("iat", "iat: a time past, got none"),
                claim("nbf: a time past", "nbf", "4000000000"),
                claim("nbf: seconds since 1970", "nbf", "9223372036854775807"),
                claim(FORM, "nbf", "\"later\""));
    }

    private static Arguments header(String mention, String name, String json) {
        return attack(
                "header " + name + " " + json,
                mention,
                right -> right.header(name, json).signed());
    }

    /** Signed by a stranger, who points to the key to check it with. */
    private static Arguments stranger(String name, String json, String mention) {
        return attack(
                "a stranger's " + name,
                mention,
                right -> right.header(name, json).by(TinyEhr.OTHER_RSA).signed());
    }

    static Stream<Arguments> headers() {
        return Stream.of(
                header(CRIT, "crit", "[\"exp\"]"),
                header(CRIT, "crit", "[]"),
                header(CRIT, "crit", "null"),
                attack(
                        "unencoded payload",
                        CRIT,
                        right -> right.header("crit", "[\"b64\"]")
                                .header("b64", "false")
                                .signed()),
                header(KEY, "kid", "\"of-nobody\""),
                header(KEY, "kid", "\"../../../dev/null\""),
                header(FORM, "kid", "7"),
                header(KEY, "kid", "\"ehr-rsa' or '1'='1\""),
                attack(
                        "a kid of another kind of key",
                        KEY,
                        right -> right.header("kid", "\"ehr-ec\"").signed()),
                stranger("nothing", "1", SIGNATURE),
                stranger("jwk", TinyEhr.OTHER_RSA.toPublicJWK().toJSONString(), SIGNATURE),
                stranger("jwk", TinyEhr.OTHER_RSA.toJSONString(), FORM),
                stranger("jku", "\"https://evil.example.org/jwks\"", SIGNATURE),
                stranger("x5u", "\"https://evil.example.org/chain\"", SIGNATURE),
                stranger("x5c", "[\"AAAA\"]", SIGNATURE),
                stranger("kid", "\"file:///etc/passwd\"", KEY),
                header(FORM, "jwk", "{\"kty\":\"XYZ\"}"),
                header(FORM, "alg", "7"),
                header(FORM, "alg", "null"),
                attack(
                        "two algorithms",
                        FORM,
                        right -> right.signed(
                                "{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"ehr-rsa\"}".getBytes(UTF_8),
                                right.claimsJson().getBytes(UTF_8))));
    }

    private static Arguments unsigned(String alg, String signature, String mention) {
        return attack(
                "alg " + alg + " signed '" + signature + "'",
                mention,
                right -> right.header("alg", "\"" + alg + "\"").unsigned() + "." + signature);
    }

    static Stream<Arguments> algorithms() {
        var zeros = Base64URL.encode(new byte[64]).toString();
        return Stream.concat(
                Stream.of("none", "None", "nOnE", "NONE", "")
                        .flatMap(alg -> Stream.of(
                                unsigned(alg, "", FORM), unsigned(alg, "AAAA", alg.equals("none") ? FORM : ALG))),
                Stream.of(
                        unsigned("RS256", "", FORM),
                        unsigned("RS256", "AAAA", SIGNATURE),
                        attack(
                                "ES256 over an RSA signature",
                                KEY,
                                right -> right.header("alg", "\"ES256\"").signed()),
                        attack(
                                "ES256 of nothing",
                                SIGNATURE,
                                right -> right.header("alg", "\"ES256\"")
                                                .header("kid", "\"ehr-ec\"")
                                                .unsigned()
                                        + "." + zeros),
                        header(ALG, "alg", "\"RS384\""),
                        header(ALG, "alg", "\"PS256\""),
                        header(ALG, "alg", "\"EdDSA\""),
                        header(ALG, "alg", "\"rs256\""),
                        mac("the public key", publicKey()),
                        mac("its PEM", pem().getBytes(StandardCharsets.US_ASCII)),
                        mac("its modulus", TinyEhr.RSA.getModulus().decode())));
    }

    private static Arguments mac(String what, byte[] secret) {
        return attack(
                "HS256 with " + what,
                ALG,
                right -> right.header("alg", "\"HS256\"").macced(secret));
    }

    private static byte[] publicKey() {
        try {
            return TinyEhr.RSA.toRSAPublicKey().getEncoded();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String pem() {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey());
        return "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----\n";
    }

    private static Arguments form(String name, Function<String, String> change) {
        return attack(name, FORM, right -> change.apply(right.signed()));
    }

    private static Arguments payload(String name, Function<String, byte[]> change) {
        return attack(
                name,
                FORM,
                right -> right.signed(right.headerJson().getBytes(UTF_8), change.apply(right.claimsJson())));
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                form("no token", token -> "none"),
                form("only dots", token -> ".."),
                form("a segment less", token -> token.substring(0, token.lastIndexOf('.'))),
                form("a segment more", token -> token + ".AAAA"),
                form("a signature twice", token -> token + token.substring(token.lastIndexOf('.'))),
                form("a token twice", token -> token + token),
                form("five segments of a JWE", token -> token + ".AAAA.AAAA"),
                attack(
                        "a JWE's header",
                        FORM,
                        right -> right.header("alg", "\"dir\"")
                                .header("enc", "\"A256GCM\"")
                                .signed()),
                form("a space before", token -> " " + token),
                form("a line's end after", token -> token + "\n"),
                form(
                        "a line's end within",
                        token -> token.substring(0, token.length() - 9) + "\n" + token.substring(token.length() - 9)),
                form("padding", token -> token + "=="),
                form("plain base64", token -> token + "+/"),
                attack(
                        "another token's signature",
                        SIGNATURE,
                        right -> right.unsigned()
                                + last(right.claim("sub", "\"somebody-else\"").signed())),
                payload("a byte order mark", json -> ("\uFEFF" + json).getBytes(UTF_8)),
                payload(
                        "what isn't UTF-8",
                        json -> json.replace("user-1", "user-\u00E9").getBytes(StandardCharsets.ISO_8859_1)),
                payload("UTF-16", json -> json.getBytes(StandardCharsets.UTF_16)),
                payload("a list", json -> ("[" + json + "]").getBytes(UTF_8)),
                payload("null", json -> "null".getBytes(UTF_8)),
                payload("half an object", json -> json.substring(0, 40).getBytes(UTF_8)),
                payload("two objects", json -> (json + json).getBytes(UTF_8)),
                payload(
                        "a member twice",
                        json -> json.replace("{", "{\"sub\":\"user-2\",").getBytes(UTF_8)),
                payload(
                        "deep lists",
                        json -> json.replace("{", "{\"a\":" + "[".repeat(9000) + "]".repeat(9000) + ",")
                                .getBytes(UTF_8)),
                payload(
                        "deep objects",
                        json -> json.replace("{", "{\"a\":" + "[{\"a\":".repeat(3000) + "1" + "}]".repeat(3000) + ",")
                                .getBytes(UTF_8)));
    }

    private static String last(String token) {
        return token.substring(token.lastIndexOf('.'));
    }
}
