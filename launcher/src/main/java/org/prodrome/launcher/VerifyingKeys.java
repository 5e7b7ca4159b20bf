package org.prodrome.launcher;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.math.BigInteger;
import java.util.Optional;

/** Which key of an issuer's set, if any, may speak for a signature. Nothing in a token's own header is ever a key. */
final class VerifyingKeys {
    private static final int SHORTEST_RSA_BITS = 2048; // RFC 7518 3.3

    private VerifyingKeys() {}

    /** The one key that {@code kid} names; without a kid on either side, the only key that fits. */
    static Optional<JWK> choose(JWKSet keys, JWSHeader header) {
        var fitting = keys.getKeys().stream().filter(key -> fits(key, header)).toList();
        var named = fitting.stream()
                .filter(key -> key.getKeyID() != null && key.getKeyID().equals(header.getKeyID()))
                .toList();
        if (!named.isEmpty()) {
            return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
        }
        boolean nameless = fitting.size() == 1
                && (header.getKeyID() == null || fitting.getFirst().getKeyID() == null);
        return nameless ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    private static boolean fits(JWK key, JWSHeader header) {
        boolean type = JWSAlgorithm.RS256.equals(header.getAlgorithm())
                ? key instanceof RSAKey rsa && longEnough(rsa)
                : key instanceof ECKey ec && Curve.P_256.equals(ec.getCurve());
        return type
                && forVerifying(key)
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(header.getAlgorithm()));
    }

    /** A private key that stands in a public place signs for anybody. */
    private static boolean forVerifying(JWK key) {
        var operations = key.getKeyOperations();
        return !key.isPrivate()
                && (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()))
                && (operations == null || operations.contains(KeyOperation.VERIFY));
    }

    /** Counts the number's bits rather than its text's, which may begin with zeros. */
    private static boolean longEnough(RSAKey key) {
        return new BigInteger(1, key.getModulus().decode()).bitLength() >= SHORTEST_RSA_BITS;
    }

    static JWSVerifier verifier(JWK key) throws JOSEException {
        return key instanceof ECKey ec ? new ECDSAVerifier(ec) : new RSASSAVerifier(key.toRSAKey());
    }
}
