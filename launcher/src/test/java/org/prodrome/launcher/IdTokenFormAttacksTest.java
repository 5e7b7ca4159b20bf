package org.prodrome.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prodrome.conformance.ledger.Requirement;

/** Id_tokens unsigned, signed by another, or written in another form (RFC 7515, RFC 8725). */
@Requirement({"hl7.fhir.uv.smart-app-launch_2.2.0@201", "hl7.fhir.uv.smart-app-launch_2.2.0@218"})
class IdTokenFormAttacksTest extends IdTokenAttacks {
    private static final String ALG = "alg: RS256 or ES256";
    private static final String CRIT = "no crit, as this app knows no extension";
    private static final String KEY = "a key of the issuer for alg and kid, got none that fits, or several";
    private static final String SIGNATURE = "a signature by the issuer's key, got one that doesn't verify";

    @ParameterizedTest(name = "{0}")
    @MethodSource({"headers", "algorithms", "forms"})
    void refuses(String attack, String mention, Function<ForgedToken, String> spoil) {
        refused(mention, spoil);
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
                header("typ: JWT or none", "typ", "\"at+jwt\""),
                header("typ: JWT or none", "typ", "\"logout+jwt\""),
                header(FORM, "typ", "7"),
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
