package org.prodrome.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** An id_token put together from its raw parts, right until a test spoils one of them. */
final class ForgedToken {
    private final Map<String, String> header = new LinkedHashMap<>();
    private final Map<String, String> claims = new LinkedHashMap<>();
    private RSAKey key = TinyEhr.RSA;

    static ForgedToken right(String issuer, String nonce, long now) {
        var token = new ForgedToken();
        token.header.put("alg", quoted("RS256"));
        token.header.put("kid", quoted("ehr-rsa"));
        token.claims.put("iss", quoted(issuer));
        token.claims.put("aud", quoted("prodrome"));
        token.claims.put("sub", quoted("user-1"));
        token.claims.put("nonce", quoted(nonce));
        token.claims.put("exp", Long.toString(now + 300));
        token.claims.put("iat", Long.toString(now));
        token.claims.put("fhirUser", quoted("Practitioner/dr-1"));
        return token;
    }

    /** Sets a header field to this JSON text. */
    ForgedToken header(String name, String json) {
        header.put(name, json);
        return this;
    }

    /** Sets a claim to this JSON text. */
    ForgedToken claim(String name, String json) {
        claims.put(name, json);
        return this;
    }

    ForgedToken without(String claim) {
        claims.remove(claim);
        return this;
    }

    ForgedToken by(RSAKey signer) {
        key = signer;
        return this;
    }

    String claimText(String name) {
        return claims.getOrDefault(name, "null");
    }

    String headerJson() {
        return json(header);
    }

    String claimsJson() {
        return json(claims);
    }

    String signed() {
        return signed(headerJson().getBytes(UTF_8), claimsJson().getBytes(UTF_8));
    }

    String signed(byte[] headerBytes, byte[] claimBytes) {
        return signed(headerBytes, claimBytes, key);
    }

    /** Signed by RS256 whatever the header says. */
    static String signed(byte[] header, byte[] claims, RSAKey key) {
        try {
            var input = input(header, claims);
            return input + "."
                    + new RSASSASigner(key.toPrivateKey(), true)
                            .sign(new JWSHeader(JWSAlgorithm.RS256), input.getBytes(UTF_8));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** Under a MAC with this secret. */
    String macced(byte[] secret) {
        try {
            var input = unsigned();
            return input + "." + new MACSigner(secret).sign(new JWSHeader(JWSAlgorithm.HS256), input.getBytes(UTF_8));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    /** The first two segments. */
    String unsigned() {
        return input(headerJson().getBytes(UTF_8), claimsJson().getBytes(UTF_8));
    }

    private static String input(byte[] header, byte[] claims) {
        return Base64URL.encode(header) + "." + Base64URL.encode(claims);
    }

    private static String json(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> quoted(field.getKey()) + ":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
