package org.prodrome.web.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the JDK signed is verified by whatever verifies here; what it did not sign is not. */
class SignaturesTest {
    private static final byte[] TEXT = "header.claims".getBytes(StandardCharsets.US_ASCII);

    static Stream<Arguments> algorithms() throws JOSEException {
        ECKey p256 = new ECKeyGenerator(Curve.P_256).generate();
        ECKey p384 = new ECKeyGenerator(Curve.P_384).generate();
        RSAKey rsa = new RSAKeyGenerator(2048).generate();
        return Stream.of(
                Arguments.of(JWSAlgorithm.ES256, new ECDSASigner(p256), p256.toPublicKey()),
                Arguments.of(JWSAlgorithm.ES384, new ECDSASigner(p384), p384.toPublicKey()),
                Arguments.of(JWSAlgorithm.RS256, new RSASSASigner(rsa), rsa.toPublicKey()),
                Arguments.of(JWSAlgorithm.RS384, new RSASSASigner(rsa), rsa.toPublicKey()),
                Arguments.of(JWSAlgorithm.RS512, new RSASSASigner(rsa), rsa.toPublicKey()));
    }

    @ParameterizedTest
    @MethodSource("algorithms")
    void aSignatureIsOfItsTextAndKeyAlone(JWSAlgorithm algorithm, JWSSigner signer, PublicKey key)
            throws JOSEException {
        JWSHeader header = new JWSHeader(algorithm);
        JWSVerifier verifier = Signatures.verifiers().createJWSVerifier(header, key);
        Base64URL signature = signer.sign(header, TEXT);
        assertThat(verifier.verify(header, TEXT, signature)).isTrue();
        byte[] other = TEXT.clone();
        other[0]++;
        assertThat(verifier.verify(header, other, signature)).isFalse();
        byte[] changed = signature.decode();
        changed[changed.length / 3]++;
        assertThat(verifier.verify(header, TEXT, Base64URL.encode(changed))).isFalse();
        assertThat(verifier.verify(header, TEXT, Base64URL.encode(new byte[changed.length])))
                .isFalse();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void whereThereIsALibraryOfThePlatformItVerifies() {
        assertThat(String.valueOf(Signatures.verifiers().getJCAContext().getProvider()))
                .contains("AmazonCorrettoCryptoProvider");
    }
}
